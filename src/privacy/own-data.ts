/** The file `dati.json`: all that the portal holds of somebody, in words that they can read and a form that programs can. */
import type { AccountEvent } from '../accounts/account-event.ts'
import { type Profile, displayName } from '../accounts/account.ts'
import type { Consent } from '../accounts/consent.ts'
import type { Temporal } from '../core/time.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'
import type { Preferences } from '../messages/message.ts'
import type { OwnForm } from '../services/filled-form.ts'

export type OwnData = {
  takenAt: Temporal.Instant
  profile: Profile
  consents: readonly Consent[]
  sessions: readonly {
    signedInAt: Temporal.Instant
    lastSeenAt: Temporal.Instant
    browser: string | null
    network: string | null
  }[]
  events: readonly (Omit<AccountEvent, 'institutionId'> & { institutionName: string | undefined; words: string })[]
  attempts: readonly {
    startedAt: Temporal.Instant
    status: string
    institutionNames: readonly string[]
    noticeCount: number
  }[]
  mails: readonly { subject: string; writtenAt: Temporal.Instant; sentAt: Temporal.Instant | null }[]
  preferences: Preferences
  institutions: readonly OwnDataAt[]
}

export type OwnDataAt = {
  name: string
  fiscalCode: string
  proof: { kind: string; provenAt: Temporal.Instant } | undefined
  positions: readonly { record: PositionRecord; paper: string | undefined }[]
  /** What they have filled in to pay of their own accord; `files` are their names in the archive. */
  forms: readonly (Omit<OwnForm, 'fileNames'> & { files: readonly string[] })[]
}

/** Days and instants write themselves (ISO 8601); amounts are in cents, as the name says. */
export function ownDataJson(data: OwnData): string {
  const { profile } = data
  const document = {
    preparatoIl: data.takenAt,
    profilo: {
      nome: displayName(profile.name),
      codiceFiscale: profile.fiscalCode,
      email: profile.email,
      indirizzo: profile.streetAddress,
      cap: profile.postalCode,
      citta: profile.city,
      provincia: profile.province,
      nazione: profile.country,
      telefono: profile.phone,
      registratoIl: profile.registeredAt,
      attivatoIl: profile.activatedAt,
    },
    consensi: data.consents.map(({ kind, version, givenAt, revokedAt }) => ({
      tipo: kind === 'privacy' ? 'informativa privacy' : 'termini e condizioni',
      versione: version,
      datoIl: givenAt,
      revocatoIl: revokedAt,
    })),
    accessiAperti: data.sessions.map(({ signedInAt, lastSeenAt, browser, network }) => ({
      dal: signedInAt,
      ultimoUso: lastSeenAt,
      dispositivo: browser,
      rete: network,
    })),
    avvenimenti: data.events.map(({ words, actor, occurredAt, browser, network, institutionName }) => ({
      quando: occurredAt,
      cosa: words,
      fattoDa: actor === 'account' ? 'te' : actor === 'portal' ? 'il portale' : actor,
      dispositivo: browser,
      rete: network,
      ente: institutionName ?? null,
    })),
    pagamentiIniziati: data.attempts.map(({ startedAt, status, institutionNames, noticeCount }) => ({
      il: startedAt,
      stato: status,
      enti: institutionNames,
      avvisi: noticeCount,
    })),
    emailMandate: data.mails.map(({ subject, writtenAt, sentAt }) => ({
      oggetto: subject,
      scrittaIl: writtenAt,
      speditaIl: sentAt,
    })),
    preferenze: {
      nuoviAvvisi: data.preferences.wantsNewPositions,
      pagamentiArrivati: data.preferences.wantsPayments,
      quietanzaAllegata: data.preferences.attachesReceipt,
      promemoriaGiorniPrima: data.preferences.reminderDays,
    },
    enti: data.institutions.map(({ name, fiscalCode, proof, positions, forms }) => ({
      nome: name,
      codiceFiscale: fiscalCode,
      codiceFiscaleConfermato: proof ? { come: proof.kind, quando: proof.provenAt } : null,
      pratiche: positions.map(({ record, paper }) => ({
        codiceAvviso: record.noticeNumber,
        iuv: record.creditorReferenceId,
        intestatario: record.debtorName,
        servizio: record.serviceName,
        causale: record.description,
        riguarda: record.subject,
        importoCentesimi: record.amount,
        dataPratica: record.createdOn,
        scadenza: record.dueOn,
        stato: record.status.kind,
        pagataIl: record.status.kind === 'confirmed' ? record.status.paidAt : null,
        quietanza: paper ?? null,
      })),
      moduli: forms.map(({ serviceName, changedAt, noticeNumber, answers, files }) => ({
        servizio: serviceName,
        compilatoIl: changedAt,
        codiceAvviso: noticeNumber ?? 'bozza, non salvata',
        risposte: answers.map((answer) => ({ domanda: answer.label, risposta: answer.text })),
        allegati: files,
      })),
    })),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
