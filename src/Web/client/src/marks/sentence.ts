/** A piece of an alert's sentence. `keep` pieces never break: a number stays with its unit. */
export interface Piece { text: string; kind: 'plain' | 'keep' | 'unverified'; figure?: string }

const date = String.raw`\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d+年\d+个月`
const number = String.raw`\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d[\d,]*)?(?:\s*%)?`
const sign = String.raw`(?:[<>≥≤＞＜−]\s*)?`
const unit = String.raw`\s?(?:个工作日|工作日|个百分点|个自然日|个月|万元|亿元|日内|[类件项封票条个次年日月天人名倍份批起户处轮届元岁分级章款倍])`
const ahead = String.raw`(?:近|过去|此前|前|上一个|上个|窗口|第|满)?`
const pattern = new RegExp(String.raw`(尚?未核实)|(${ahead})(${date}|${sign}${number})(${unit})?`, 'gu')

/** Words before a number that make it a period or an ordinal and not a finding: those stay in normal weight. */
const quiet = /^(?:近|过去|此前|前|上一个|上个|窗口|第)$/u

export function splitSentence(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const [whole, unverified, before = '', figure = '', after = ''] = match
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), kind: 'plain' })
    if (unverified !== undefined) pieces.push({ text: unverified, kind: 'unverified' })
    else if (quiet.test(before)) pieces.push({ text: whole, kind: 'keep' })
    else {
      if (before !== '') pieces.push({ text: before, kind: 'plain' })
      pieces.push({ text: figure + after, kind: 'keep', figure })
    }
    from = match.index + whole.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), kind: 'plain' })
  return pieces
}
