import type { StateWord } from '../api/reviews'
import { matrix as texts } from '../texts'

/** What a cell shows: always its character, whatever its ink. */
export const Mark = ({ state }: { state: StateWord }) => <span className={`cell-mark cell-${state}`} title={texts.words[state]}>{texts.marks[state]}</span>
