/** pagoPA's own schemas, which may not be copied into the project: found on this machine, or done without. */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { validateXML } from 'xmllint-wasm'
import { fileBeside } from '../files.ts'

const directory = process.env['PAGOPA_CONTRACTS'] || fileBeside('../../shared/pagopa/contracts')

const HOW = 'clone pagopa/pagopa-api and name the folder in PAGOPA_CONTRACTS'

/** For `test(name, { skip })`: false where the schemas are, else what is missing and how to get it. */
export const withoutContracts: string | false = has('wsdl/xsd/paForNode.xsd')
  ? false
  : `pagoPA’s schemas are not here: ${HOW}`

/** The same for the messages in `samples/`, which a clone does not have. */
export const withoutSamples: string | false = has('samples') ? false : 'no messages in samples/ beside pagoPA’s schemas'

/** The published OpenAPI of carts; in a clone it is in another folder. */
export function readCheckoutApi(version: 1 | 2): string {
  const name = `checkout_v${version}.json`
  return readContract(has(`openapi/${name}`) ? `openapi/${name}` : `rest/${name}`)
}

export function readContract(file: string): string {
  return fs.readFileSync(path.join(directory, file), 'utf8')
}

/** The names of the files in a folder of the contracts. */
export function listContracts(folder: string): string[] {
  return fs.readdirSync(path.join(directory, folder)).filter((name) => name.endsWith('.xml'))
}

function has(file: string): boolean {
  return fs.existsSync(path.join(directory, file))
}

const COMMON = 'xsd-common/sac-common-types-1.0.xsd'
const MESSAGES = 'wsdl/xsd/paForNode.xsd'

/** A strict SOAP 1.1 envelope around exactly one element of paForNode. */
const ENVELOPE = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" elementFormDefault="qualified"
  targetNamespace="http://schemas.xmlsoap.org/soap/envelope/">
  <xs:import namespace="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" schemaLocation="${MESSAGES}"/>
  <xs:element name="Envelope"><xs:complexType><xs:sequence>
    <xs:element name="Header" minOccurs="0"><xs:complexType/></xs:element>
    <xs:element name="Body"><xs:complexType><xs:sequence>
      <xs:any namespace="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" processContents="strict"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`

/** More at once do not fit the validator's memory. */
const BATCH = 500

/** What libxml2 says of each message against the schemas: empty where it is valid. */
export async function validateMessages(messages: readonly string[]): Promise<string[]> {
  const verdicts: string[] = []
  for (let from = 0; from < messages.length; from += BATCH) {
    verdicts.push(...(await validateBatch(messages.slice(from, from + BATCH))))
  }
  return verdicts
}

async function validateBatch(messages: readonly string[]): Promise<string[]> {
  const { rawOutput } = await validateXML({
    xml: messages.map((contents, index) => ({ fileName: `message-${index}.xml`, contents })),
    schema: [{ fileName: 'soap.xsd', contents: ENVELOPE }],
    preload: [MESSAGES, COMMON].map((fileName) => ({ fileName, contents: readContract(fileName) })),
  })
  const lines = rawOutput.split('\n')
  return messages.map((_, index) => {
    const about = lines.filter((line) => line.startsWith(`message-${index}.xml`))
    if (about.includes(`message-${index}.xml validates`)) return ''
    return about.join('\n') || 'no verdict'
  })
}
