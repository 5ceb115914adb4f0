import { newId } from '../platform/random.ts'

/** The parts of an address that name a row: anything of another form is nobody's. */
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const uuid = { type: 'string', pattern: UUID } as const
const code = { type: 'string' } as const

export type InstallmentParams = { institution: string; installment: string }
export const installmentParams = { type: 'object', properties: { institution: code, installment: uuid } } as const

export type InstitutionParams = { institution: string }
export const institutionParams = { type: 'object', properties: { institution: code } } as const

/** Several notices, as many as a page of a list has at most. */
export type SelectionQuery = { pratica: string | string[] }
export const selectionQuery = {
  type: 'object',
  required: ['pratica'],
  properties: { pratica: { anyOf: [uuid, { type: 'array', items: uuid, maxItems: 25, uniqueItems: true }] } },
} as const

export type ServiceParams = { institution: string; service: string }
const serviceCode = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' } as const
export const serviceParams = { type: 'object', properties: { institution: code, service: serviceCode } } as const

export type FormParams = { institution: string; service: string; form: string }
export const formParams = {
  type: 'object',
  properties: { institution: code, service: serviceCode, form: uuid },
} as const

export type AttemptParams = { institution: string; attempt: string }
export const attemptParams = { type: 'object', properties: { institution: code, attempt: uuid } } as const

export type TokenParams = { institution: string; token: string }
const TOKEN = '^[A-Za-z0-9_-]{43}$'
const token = { type: 'string', pattern: TOKEN } as const
export const tokenParams = { type: 'object', properties: { institution: code, token } } as const
export const returnParams = { type: 'object', properties: { institution: code, token, outcome: code } } as const

export function isToken(text: string): boolean {
  return new RegExp(TOKEN).test(text)
}

export function isUuid(text: string): boolean {
  return new RegExp(UUID).test(text)
}

/** What a form says that its press is called; one that says nothing sensible is a press of its own. */
export function operationIdOf(text: string): string {
  return isUuid(text) ? text : newId()
}
