import type { Grade } from '../api/types'
import { panel } from '../texts'

/** How well a figure or an article is known; what is not checked has a dashed frame. */
export const GradeMark = ({ grade }: { grade: Grade }) => <span className={`grade${grade === 'M' || grade === 'U' ? ' grade-unchecked' : ''}`}>{panel.grades[grade]}</span>
