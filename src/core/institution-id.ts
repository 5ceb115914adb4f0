import type { Brand } from './brand.ts'

/** The scope of nearly everything: which institution's rows exist for the work in hand. */
export type InstitutionId = Brand<number, 'InstitutionId'>
