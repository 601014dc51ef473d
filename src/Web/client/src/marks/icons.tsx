/** The library's own icons are read out by their English names; these are silent. */
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.3 }

export const DownIcon = <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="m2.5 4.2 3.5 3.6 3.5-3.6" {...line} /></svg>
export const CalendarIcon = <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M1.5 3h11v9.5h-11ZM1.5 6h11M4.5 1v3.2M9.5 1v3.2" {...line} /></svg>
