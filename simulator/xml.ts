/** Reading and showing XML. */
import { SaxesParser } from 'saxes'

export type XmlElement = {
  namespace: string
  name: string
  attributes: { namespace: string; name: string; value: string }[]
  children: XmlElement[]
  text: string
}

const XMLNS = 'http://www.w3.org/2000/xmlns/'
const MAX_DEPTH = 30

/** Throws, with the parser's words, on anything that is not well-formed, and on a DOCTYPE. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('DOCTYPE is not allowed')
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes)
      .filter(({ uri }) => uri !== XMLNS)
      .map(({ uri, local, value }) => ({ namespace: uri, name: local, value }))
    const element: XmlElement = { namespace: tag.uri, name: tag.local, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    if (open.push(element) > MAX_DEPTH) throw new Error('too many levels')
  })
  parser.on('closetag', () => void open.pop())
  const addText = (more: string) => {
    const element = open.at(-1)
    if (element) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  if (!root) throw new Error('no element')
  return root
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name)
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** The same document, one element a line; what does not parse is shown as it came. */
export function prettyXml(text: string): string {
  try {
    return indentXml(text)
  } catch {
    // Somebody sent this, and the page that shows it has to show exactly such things.
    return text
  }
}

function indentXml(text: string): string {
  const parser = new SaxesParser()
  const lines: string[] = []
  let depth = 0
  let pending: string | undefined
  const flush = () => {
    if (pending !== undefined) lines.push(pending.trimEnd())
    pending = undefined
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    flush()
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    pending = `${'  '.repeat(depth++)}<${name}${written.join('')}>`
  })
  const addText = (more: string) => {
    if (pending !== undefined) pending += escapeXml(more)
    else if (more.trim() !== '') lines.push('  '.repeat(depth) + escapeXml(more.trim()))
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    depth--
    lines.push(pending === undefined ? `${'  '.repeat(depth)}</${name}>` : `${pending.trimEnd()}</${name}>`)
    pending = undefined
  })
  parser.write(text).close()
  return lines.join('\n')
}
