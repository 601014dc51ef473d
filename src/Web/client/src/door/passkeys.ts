/** Passkeys exist only where the browser has them, the connection is secure and the server goes by a name: browsers bind them to a domain, never to an address. */
export const passkeysOffered = (): boolean =>
  window.isSecureContext && !/^[\d.]+$|:/.test(location.hostname) && 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential

type Parser = { parseCreationOptionsFromJSON(options: unknown): PublicKeyCredentialCreationOptions; parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions }
const parser = () => PublicKeyCredential as unknown as Parser
const toJson = (credential: Credential | null): unknown => {
  if (credential === null) throw new Error('no credential')
  return (credential as PublicKeyCredential).toJSON()
}

/** Asks the device for a new passkey; throws where the viewer or the device says no. */
export const createPasskey = async (options: unknown): Promise<unknown> =>
  toJson(await navigator.credentials.create({ publicKey: parser().parseCreationOptionsFromJSON(options) }))

export const askPasskey = async (options: unknown): Promise<unknown> =>
  toJson(await navigator.credentials.get({ publicKey: parser().parseRequestOptionsFromJSON(options) }))
