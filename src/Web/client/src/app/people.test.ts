import { expect, it } from 'vitest'
import { sampleAlert } from '../testing/sampleAlert'
import { followNames, nameOf, postOf } from './people'

const person = (unitName: string, post: string) => ({ ...sampleAlert().person, unitName, post })

it('says a unit once', () => {
  expect(postOf(person('区住建局', '党组书记、局长'))).toBe('区住建局 党组书记、局长')
  expect(postOf(person('区住建局', '区住建局 党组书记、局长'))).toBe('区住建局 党组书记、局长')
  expect(postOf(person('', '科长'))).toBe('科长')
})

it('calls an account by its name and leaves others as they are', () => {
  followNames({ actor: 'local', actorName: '本机用户' })
  expect([nameOf('local'), nameOf('许某')]).toEqual(['本机用户', '许某'])
})
