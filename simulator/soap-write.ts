/** Writing the Node's requests. Each operation is written in another legal way, so that a station's parser is tried. */
import { type Operation, PA_FOR_NODE, ROOTS } from './soap-schema.ts'
import { escapeXml } from './xml.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'

export type XmlNode = { name: string; content: string | XmlNode[] }

/** An element; without content there is none, since the schema knows no empty text. */
export function element(name: string, content: string | (XmlNode | undefined)[] | undefined): XmlNode | undefined {
  if (content === undefined || content === '') return undefined
  if (typeof content === 'string') return { name, content }
  const children = content.filter((child) => child !== undefined)
  return children.length > 0 ? { name, content: children } : undefined
}

type Style = {
  declaration: string
  /** Everything around the children of the root. */
  open(root: string): string
  close(root: string): string
  /** An attribute of each child of the root. */
  childAttribute: string
  separator: string
  escape(text: string): string
}

/** What most clients send: two prefixes, both declared on the envelope. */
const prefixed: Style = {
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
  open: (root) =>
    `<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:pafn="${PA_FOR_NODE}"><soapenv:Header/><soapenv:Body><pafn:${root}>`,
  close: (root) => `</pafn:${root}></soapenv:Body></soapenv:Envelope>`,
  childAttribute: '',
  separator: '',
  escape: escapeXml,
}

/** The namespace of the message is the default one, and every child has to leave it. */
const defaultOnRoot: Style = {
  declaration: "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n",
  open: (root) => `<S:Envelope xmlns:S="${SOAP}"><S:Body><${root} xmlns="${PA_FOR_NODE}">`,
  close: (root) => `</${root}></S:Body></S:Envelope>\n`,
  childAttribute: ' xmlns=""',
  separator: '\n',
  escape: escapeXml,
}

/** The prefix is declared where it is used, there is no XML declaration, and accents are character references. */
const prefixOnRoot: Style = {
  declaration: '',
  open: (root) =>
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}"><SOAP-ENV:Header></SOAP-ENV:Header><SOAP-ENV:Body>` +
    `<ns2:${root} xmlns:ns2="${PA_FOR_NODE}">`,
  close: (root) => `</ns2:${root}></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  childAttribute: '',
  separator: '',
  escape: (text) => escapeXml(text).replace(/[\u0080-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)!};`),
}

/** The envelope is in the default namespace, and comments stand in between. */
const defaultOnEnvelope: Style = {
  declaration: '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- Nodo -->\n',
  open: (root) => `<Envelope xmlns="${SOAP}"><Body>\n<p:${root} xmlns:p="${PA_FOR_NODE}" xmlns="">\n`,
  close: (root) => `</p:${root}></Body></Envelope>`,
  childAttribute: '',
  separator: '\n<!-- -->\n',
  escape: escapeXml,
}

/** Texts in CDATA. */
const withCdata: Style = {
  ...prefixed,
  escape: (text) => (/[&<>]/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text),
}

const STYLES: Readonly<Record<Operation, Style>> = {
  paVerifyPaymentNotice: prefixed,
  paGetPayment: defaultOnRoot,
  paGetPaymentV2: prefixOnRoot,
  paSendRT: defaultOnEnvelope,
  paSendRTV2: withCdata,
  paDemandPaymentNotice: defaultOnRoot,
}

export function writeRequest(operation: Operation, children: (XmlNode | undefined)[]): string {
  const style = STYLES[operation]
  const root = ROOTS[operation].request
  const inside = children
    .filter((child) => child !== undefined)
    .map((child) => write(child, style.escape, style.childAttribute))
    .join(style.separator)
  return style.declaration + style.open(root) + inside + style.close(root)
}

function write({ name, content }: XmlNode, escape: (text: string) => string, attribute = ''): string {
  const inside = typeof content === 'string' ? escape(content) : content.map((child) => write(child, escape)).join('')
  return `<${name}${attribute}>${inside}</${name}>`
}
