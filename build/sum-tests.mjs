// Sums up test runs given as NAME=EXITCODE=REPORT (a trx or vitest JSON file; empty for a check that has none).
// A run that failed without a failed test in its report – a crash, a missing report, a broken check – counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

function fromTrx(text) {
  const counters = /<Counters\b[^>]*>/.exec(text)?.[0] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const names = [...text.matchAll(/<UnitTestResult\b[^>]*>/g)]
    .filter(([tag]) => /outcome="Failed"/.test(tag))
    .map(([tag]) => /testName="([^"]*)"/.exec(tag)?.[1] ?? 'unnamed');
  return { passed: count('passed'), failed: count('failed') + count('error') + count('timeout') + count('aborted'), names };
}

function fromVitest(text) {
  const report = JSON.parse(text);
  const failed = (report.testResults ?? []).flatMap((file) => (file.assertionResults ?? []).filter((t) => t.status === 'failed').map((t) => t.fullName));
  return { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0, names: failed };
}

function outcomeOf(run) {
  const [name, code, ...rest] = run.split('=');
  const report = rest.join('=');
  const broken = { passed: 0, failed: 1, names: [`${name} (exit code ${code})`] };
  if (report === '') return code === '0' ? { passed: 0, failed: 0, names: [] } : broken;
  if (!existsSync(report)) return { ...broken, names: [`${name} left no report (exit code ${code})`] };
  let sum;
  try {
    const text = readFileSync(report, 'utf8');
    sum = report.endsWith('.json') ? fromVitest(text) : fromTrx(text);
  } catch (error) {
    return { ...broken, names: [`${name}: its report cannot be read: ${error.message}`] };
  }
  if (sum.passed + sum.failed === 0) return { ...broken, names: [`${name} ran no test`] };
  if (code !== '0' && sum.failed === 0) return { ...sum, failed: 1, names: [`${name} ended with exit code ${code}`] };
  return { ...sum, names: sum.names.map((n) => `${name}: ${n}`) };
}

const outcomes = process.argv.slice(2).map(outcomeOf);
const passed = outcomes.reduce((n, o) => n + o.passed, 0);
const failed = outcomes.reduce((n, o) => n + o.failed, 0);
for (const name of outcomes.flatMap((o) => o.names)) console.log(`failed: ${name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
