import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Sentence } from './Sentence'
import { splitSentence } from './sentence'

const html = (text: string) => renderToStaticMarkup(<Sentence text={text} />)
const kept = (text: string) => splitSentence(text).filter((piece) => piece.kind === 'keep').map((piece) => [piece.text, piece.figure])

describe('a sentence', () => {
  it.each([
    '近6个月 3 类来源集中于“工程建设”：举报 4 件（未核实 3 件），审计属实 2 项，巡察整改逾期 4 个工作日',
    '占有效票 58 票的 53.4 %（阈值 > 50 %），1,234 元，2026-05-20 至 2026-11-20（当日仍受限）',
    '', '未核实', '没有数字',
  ])('loses no character: %s', (text) => expect(splitSentence(text).map((piece) => piece.text).join('')).toBe(text))

  it('frames 未核实 and leaves it plain text for copies', () => {
    expect(html('举报 4 件（未核实 3 件）')).toContain('（<span class="unverified">未核实</span> ')
    expect(splitSentence('均未核实；未核实').filter((piece) => piece.kind === 'unverified')).toHaveLength(2)
  })

  it('keeps a number and its unit on one line, the figure bold', () => {
    expect(html('举报 4 件')).toBe('举报 <span class="keep"><b>4</b> 件</span>')
    expect(kept('逾期 4 个工作日（完成 5 / 8）')).toEqual([['4 个工作日', '4'], ['5 / 8', '5 / 8']])
    expect(kept('58 票的 53.4 %')).toEqual([['58 票', '58'], ['53.4 %', '53.4 %']])
    expect(kept('10月8日 通报，分管满 6年2个月')).toEqual([['10月8日', '10月8日'], ['6年2个月', '6年2个月']])
  })

  it('leaves periods and article numbers in normal weight', () => {
    expect(kept('近12个月、上一个12个月，第9条')).toEqual([['近12个月', undefined], ['上一个12个月', undefined], ['第9条', undefined]])
  })

  it('escapes what is not text', () => expect(html('<b>1</b>')).not.toContain('<b>1</b>&'))
})
