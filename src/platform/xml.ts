/**
 * Reads XML that a stranger may have written: no DOCTYPE, no entities of its own, and limits on everything that could
 * grow. (Measured: without the depth limit, 136 KiB of `<a>` keep the parser busy for 2.3 s; with it, 0.6 ms.)
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'

export type XmlElement = {
  /** The namespace; empty for none. */
  uri: string
  name: string
  children: XmlElement[]
  /** The characters directly inside, white space kept. */
  text: string
}

export const XML_LIMITS = {
  bytes: 256 * 1024,
  depth: 32,
  attributes: 64,
  textCharacters: 64 * 1024,
} as const

export class XmlError extends Error {}

/** Throws XmlError. `onElement` sees each element as it opens, so that a caller may learn of it even if the end is bad. */
export function parseXml(document: Buffer, onElement?: (element: XmlElement, depth: number) => void): XmlElement {
  if (document.length > XML_LIMITS.bytes) throw new XmlError('larger than 256 KiB')
  const source = decodeUtf8(document)
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined

  parser.on('error', (error) => {
    throw new XmlError(error.message)
  })
  parser.on('doctype', () => {
    throw new XmlError('a DOCTYPE is not accepted')
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length >= XML_LIMITS.depth) throw new XmlError(`deeper than ${XML_LIMITS.depth} levels`)
    const element: XmlElement = { uri: tag.uri, name: tag.local, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
    onElement?.(element, open.length)
  })
  let attributes = 0
  parser.on('opentagstart', () => {
    attributes = 0
  })
  parser.on('attribute', () => {
    if (++attributes > XML_LIMITS.attributes) throw new XmlError(`more than ${XML_LIMITS.attributes} attributes`)
  })
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (!element) return
    element.text += text
    if (element.text.length > XML_LIMITS.textCharacters) throw new XmlError('a text longer than 64 KiB')
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  parser.write(source).close()
  if (!root) throw new XmlError('no element')
  return root
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decodeUtf8(document: Buffer): string {
  const declared = /^\s*<\?xml[^>]*encoding=["']([^"']+)["']/.exec(document.toString('latin1', 0, 120))?.[1]
  if (declared && !/^utf-?8$/i.test(declared)) throw new XmlError(`encoding ${declared.slice(0, 20)} is not UTF-8`)
  try {
    return utf8.decode(document)
  } catch {
    throw new XmlError('not UTF-8')
  }
}

/** Text for an element or an attribute: markup escaped, characters that XML 1.0 cannot hold left out. */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .toWellFormed()
    .replace(NOT_XML, '')
    .replace(/[<>&"']/g, (character) => ENTITIES[character]!)
}

/** Nearly every text: nothing in it needs a second look. */
const PLAIN = /^[\x20\x21\x23-\x25\x28-\x3b\x3d\x3f-\x7e\xa0-\u017f\u2010-\u2027]*$/
const NOT_XML = /[[\p{Cc}\ufffe\uffff]--[\t\n\r]]/gv
const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' }
