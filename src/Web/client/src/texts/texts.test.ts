import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
const texts = Object.entries(sources).filter(([path]) => path.startsWith('./') && !path.includes('.test.'))
const pages = Object.entries(sources).filter(([path]) => path.endsWith('.tsx') && !path.includes('.test.'))

it('has texts to look at', () => expect(texts.length).toBeGreaterThanOrEqual(4))

it.each(['嫌疑人', '问题干部', '风险人员', '黑名单', '庸者', '劣者', '风险分', '可以提拔'])('never says %s', (word) => {
  expect(texts.filter(([, source]) => source.includes(word)).map(([path]) => path)).toEqual([])
})

it('shouts nowhere', () => {
  const strings = texts.flatMap(([path, source]) => [...source.matchAll(/'[^'\n]*'|`[^`]*`/g)].map(([text]) => ({ path, text })))
  expect(strings.length).toBeGreaterThan(100)
  expect(strings.filter(({ text }) => /[!！]/.test(text))).toEqual([])
})

it('keeps Chinese out of the pages', () => {
  const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  expect(pages.filter(([, source]) => /\p{Script=Han}/u.test(withoutComments(source))).map(([path]) => path)).toEqual([])
})

const uses = Object.entries(sources).filter(([path]) => !path.startsWith('./') && !path.includes('.test.')).map(([, source]) => source)
const groups = Object.values(import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./index.ts'], { eager: true }))
  .flatMap((file) => Object.entries(file)).filter((one): one is [string, Record<string, unknown>] => typeof one[1] === 'object' && one[1] !== null && !Array.isArray(one[1]))

/** Whether a page says a text, under whatever name it imports the group; where it picks by a variable, whether it knows the word. */
function isSaid(group: string, key: string): boolean {
  return uses.some((source) => {
    const imported = source.match(new RegExp(`import \\{[^}]*\\b${group}\\b(?: as (\\w+))?[^}]*\\} from '[^']*texts'`))
    if (imported === null) return false
    const name = imported[1] ?? group
    return new RegExp(`\\b${name}\\.${key}\\b`).test(source) || (new RegExp(`\\b${name}\\[`).test(source) && uses.some((other) => other.includes(`'${key}'`)))
  })
}

it('has no text that nobody says', () => {
  expect(groups.length).toBeGreaterThan(20)
  expect(groups.flatMap(([group, texts]) => Object.keys(texts).filter((key) => !isSaid(group, key)).map((key) => `${group}.${key}`))).toEqual([])
})
