/** Holds a whole SOAP message against the tables of soap-schema.ts. */
import { type Field, MESSAGES, PA_FOR_NODE, type Rule } from './soap-schema.ts'
import { type XmlElement, parseXml } from './xml.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

export type Problem = {
  path: string
  problem:
    | 'not-xml'
    | 'not-soap'
    | 'wrong-root'
    | 'missing'
    | 'unexpected'
    | 'qualified'
    | 'attribute'
    | 'text'
    | 'value'
  found?: string
}

export type CheckedMessage = { outcome: 'valid'; root: XmlElement } | { outcome: 'invalid'; problem: Problem }

/** Reads a message that must have this root; stops at the first thing wrong. */
export function checkMessage(text: string, rootName: string): CheckedMessage {
  const root = openEnvelope(text)
  if ('problem' in root) return { outcome: 'invalid', problem: root }
  const fields = MESSAGES[rootName]
  if (!fields || root.namespace !== PA_FOR_NODE || root.name !== rootName) {
    return { outcome: 'invalid', problem: { path: '/', problem: 'wrong-root', found: root.name } }
  }
  const problem = checkAttributes(root, rootName) ?? checkChildren(root, fields, rootName)
  return problem ? { outcome: 'invalid', problem } : { outcome: 'valid', root }
}

/** The one element inside Body. */
function openEnvelope(message: string): XmlElement | Problem {
  let envelope: XmlElement
  try {
    envelope = parseXml(message)
  } catch (error) {
    return { path: '/', problem: 'not-xml', found: (error as Error).message }
  }
  const parts = envelope.children
  const body = parts.at(-1)
  const isEnvelope = envelope.namespace === SOAP && envelope.name === 'Envelope' && body !== undefined
  const hasParts =
    parts.every(({ namespace, text }) => namespace === SOAP && text.trim() === '') && body?.name === 'Body'
  const hasHeader = parts.length === 1 || (parts.length === 2 && parts[0]?.name === 'Header')
  const root = body?.children[0]
  if (!isEnvelope || !hasParts || !hasHeader || !root || body.children.length > 1 || envelope.text.trim() !== '') {
    return { path: '/', problem: 'not-soap', found: root?.name ?? envelope.name }
  }
  return root
}

function checkElement(element: XmlElement, rule: Rule, path: string): Problem | undefined {
  if (element.namespace !== '') return { path, problem: 'qualified' }
  const attribute = checkAttributes(element, path)
  if (attribute) return attribute
  if (Array.isArray(rule)) return checkChildren(element, rule, path)
  const stranger = element.children[0]
  if (stranger) return { path: `${path}/${stranger.name}`, problem: 'unexpected' }
  return rule(element.text) ? undefined : { path, problem: 'value', found: element.text.slice(0, 80) }
}

function checkAttributes(element: XmlElement, path: string): Problem | undefined {
  const allowed = (name: string) => name === 'schemaLocation' || name === 'noNamespaceSchemaLocation'
  const stranger = element.attributes.find(({ namespace, name }) => namespace !== XSI || !allowed(name))
  return stranger && { path, problem: 'attribute', found: stranger.name }
}

/** Every sequence of this schema can be read from left to right without looking ahead. */
function checkChildren(element: XmlElement, fields: Field[], path: string): Problem | undefined {
  if (element.text.trim() !== '') return { path, problem: 'text', found: element.text.trim().slice(0, 80) }
  let at = 0
  for (const candidate of fields) {
    const field = choose(candidate, element.children[at], path)
    if ('problem' in field) return field
    let count = 0
    while (count < field.most && element.children[at]?.name === field.name) {
      const repeated = field.most > 1 ? `[${count + 1}]` : ''
      const problem = checkElement(element.children[at]!, field.rule, `${path}/${field.name}${repeated}`)
      if (problem) return problem
      at++
      count++
    }
    if (count < field.least) return missing(element.children[at], `${path}/${field.name}`)
  }
  const rest = element.children[at]
  return rest && { path: `${path}/${rest.name}`, problem: 'unexpected' }
}

type NamedField = Extract<Field, { name: string }>

function choose(field: Field, next: XmlElement | undefined, path: string): NamedField | Problem {
  if ('name' in field) return field
  const branches = field.choice.filter((branch) => 'name' in branch)
  const branch = branches.find(({ name }) => name === next?.name)
  return branch ?? missing(next, `${path}/${branches.map(({ name }) => name).join('|')}`)
}

function missing(instead: XmlElement | undefined, path: string): Problem {
  return { path, problem: 'missing', ...(instead ? { found: instead.name } : {}) }
}
