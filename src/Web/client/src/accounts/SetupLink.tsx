import { Once } from '../app/Once'
import { accounts as texts } from '../texts'

/** A one-time link with the address that this page was reached by. */
export const SetupLink = ({ path }: { path: string }) => <Once label={texts.link} value={`${location.origin}${path}`} note={texts.linkNote} />
