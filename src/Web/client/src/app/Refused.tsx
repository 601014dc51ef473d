/** What the server refused, or what is missing; it stays on the page. */
export const Refused = ({ text }: { text: string | null | undefined }) => (text ? <p className="plum refused" role="alert">⚠ {text}</p> : null)
