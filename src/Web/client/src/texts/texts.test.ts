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
