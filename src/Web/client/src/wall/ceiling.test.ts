import { expect, it } from 'vitest'
import { ceilingOf } from './ceiling'

it.each([[0, 4], [4, 4], [5, 8], [14, 16], [33, 40], [140, 160], [1000, 1200]])('holds %i under %i in four whole steps', (highest, top) => expect(ceilingOf(highest)).toBe(top))
