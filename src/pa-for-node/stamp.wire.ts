/**
 * The digital revenue stamp inside a receipt: the document that its seller has signed (MarcaDaBollo.xsd of the Agenzia
 * delle Entrate, 2014). Only what is printed is read; whether the signature holds is not ours to say.
 */
import { type Temporal, parseXmlDateTime } from '../core/time.ts'
import { type XmlElement, XmlError, parseXml } from '../platform/xml.ts'

const STAMP = 'http://www.agenziaentrate.gov.it/2014/MarcaDaBollo'
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#'

export type StampMessage = {
  stampId: string
  seller: { name: string; fiscalCode: string }
  boughtAt: Temporal.Instant | undefined
  documentDigest: string
}

const MAX_LENGTH = 100

/** Undefined for what is not such a document: the money is paid all the same. */
export function readStamp(attachment: Buffer): StampMessage | undefined {
  const root = parse(attachment)
  if (!root || root.uri !== STAMP || root.name !== 'marcaDaBollo') return undefined
  const seller = child(root, STAMP, 'PSP')
  const digest = child(root, STAMP, 'ImprontaDocumento')
  const stampId = textIn(root, STAMP, 'IUBD')
  const name = seller && textIn(seller, STAMP, 'Denominazione')
  const fiscalCode = seller && textIn(seller, STAMP, 'CodiceFiscale')
  const documentDigest = digest && textIn(digest, SIGNATURE, 'DigestValue')
  if (!stampId || !name || !fiscalCode || !documentDigest) return undefined
  const boughtAt = parseXmlDateTime(textIn(root, STAMP, 'OraAcquisto') ?? '')
  return { stampId, seller: { name, fiscalCode }, boughtAt, documentDigest }
}

function parse(attachment: Buffer): XmlElement | undefined {
  try {
    return parseXml(attachment)
  } catch (error) {
    if (error instanceof XmlError) return undefined
    throw error
  }
}

function child({ children }: XmlElement, uri: string, name: string): XmlElement | undefined {
  return children.find((element) => element.uri === uri && element.name === name)
}

function textIn(element: XmlElement, uri: string, name: string): string | undefined {
  const text = child(element, uri, name)?.text.trim()
  return text !== undefined && text.length <= MAX_LENGTH ? text : undefined
}
