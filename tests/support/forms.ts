/** What the tests of Inserimento spontaneo do again and again: open a form, fill it in, save what its summary shows. */
import assert from 'node:assert/strict'
import { type Page, type Visitor, readable } from './portal.ts'

export const PASSO = { 'field-indirizzo': 'Via Roma 1', 'field-larghezza': '3,50', 'field-cartello': 'yes' }

/** Opens an empty form; its address. */
export async function openForm(visitor: Visitor, service: string, institution = 'roccaverde'): Promise<string> {
  const start = await visitor.get(`/${institution}/servizi/${service}/compila`)
  assert.equal(start.status, 303)
  const page = await visitor.open(start.location)
  assert.equal(page.status, 200, readable(page))
  return start.location
}

/** Fills in, and stops at the summary. */
export async function fillIn(
  visitor: Visitor,
  service: string,
  answers: Record<string, string>,
  institution = 'roccaverde',
) {
  const address = await openForm(visitor, service, institution)
  const sent = await visitor.post(address, answers)
  assert.equal(sent.status, 303, readable(sent))
  assert.equal(sent.location, `${address}/riepilogo`)
  return { address, summary: await visitor.open(sent.location) }
}

/** In cents, as the summary reads. */
export function shownAmount(summary: Page): string {
  return /q-amount-large[^>]*>([\d.,]+)/.exec(summary.body)![1]!.replace(/[.,]/g, '')
}

/** What goes with the summary's form. */
export function shownIn({ body }: Page): string {
  return /name="shown" value="([0-9a-f]{64})"/.exec(body)![1]!
}

export async function save(visitor: Visitor, address: string, summary: Page): Promise<Page> {
  return visitor.post(`${address}/salva`, { shown: shownIn(summary) })
}

export const PDF = Buffer.from('%PDF-1.7\n%prova')

export async function sendFile(visitor: Visitor, address: string, file: { name: string; content: Buffer }, keep = '') {
  const form = new FormData()
  const token = /name="_csrf" value="([^"]+)"/.exec(visitor.last!.body)![1]!
  for (const [name, value] of Object.entries({ _csrf: token, keep, ...PASSO })) form.append(name, value)
  form.append('field-planimetria', new File([new Uint8Array(file.content)], file.name))
  const response = new Response(form)
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1')
  return visitor.postRaw(address, body, { 'content-type': response.headers.get('content-type')! })
}
