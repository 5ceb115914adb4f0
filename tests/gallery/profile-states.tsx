import { AccessesPage, type AccessesPageProps } from '../../src/accounts/accesses.page.tsx'
import type { AccountId, Profile } from '../../src/accounts/account.ts'
import { ChangeContactsPage } from '../../src/accounts/change-contacts.page.tsx'
import { ChangeEmailPage, ConfirmEmailPage } from '../../src/accounts/change-email.page.tsx'
import { ChangePasswordPage } from '../../src/accounts/change-password.page.tsx'
import { ProfilePage } from '../../src/accounts/profile.page.tsx'
import { ProvePage } from '../../src/accounts/prove.page.tsx'
import { AddPositionPage, type AddPositionPageProps } from '../../src/debt-positions/add-position.page.tsx'
import type { EmailAddress } from '../../src/core/email-address.ts'
import type { FiscalCode } from '../../src/core/fiscal-code.ts'
import { Temporal } from '../../src/core/time.ts'
import { OwnDataPage } from '../../src/privacy/own-data.page.tsx'
import { MyPrivacyPage } from '../../src/privacy/privacy.page.tsx'
import { AccountClosedPage, RevokePage } from '../../src/privacy/revoke.page.tsx'
import { anonymous, long, now, roccaverde, signedIn, since, test, today } from './data.ts'

const frame = signedIn(test)
const elsewhere = signedIn(roccaverde)
const registeredAt = Temporal.Instant.from('2025-03-04T09:00:00Z')

const giulia: Profile = {
  accountId: 'conto-1' as AccountId,
  email: frame.viewer.email as EmailAddress,
  entityType: 'F',
  fiscalCode: 'BNCGLI80A41H501X' as FiscalCode,
  name: { kind: 'person', firstName: 'Giulia', lastName: 'Bianchi' },
  registeredAt,
  activatedAt: registeredAt,
  streetAddress: 'Via delle Mura 12',
  city: 'Roccaverde',
  province: 'RV',
  postalCode: '00000',
  country: 'IT',
  phone: '333 1234567',
}

const company: Profile = {
  ...giulia,
  email: 'amministrazione.contabilita@cooperativa-produttori-riuniti.example' as EmailAddress,
  entityType: 'G',
  fiscalCode: '01234567897' as FiscalCode,
  name: { kind: 'company', companyName: long.debtorName },
}

const here = { isHere: true, signedInAt: since, lastSeenAt: now, browser: 'Firefox su Windows', network: '93.45.12.x' }
const accesses: AccessesPageProps = {
  frame,
  today,
  sessions: [
    here,
    {
      isHere: false,
      signedInAt: Temporal.Instant.from('2026-11-24T08:12:00Z'),
      lastSeenAt: Temporal.Instant.from('2026-11-24T13:20:00Z'),
      browser: 'Samsung Internet su Android',
      network: '2001:db8:1::',
    },
    { isHere: false, signedInAt: registeredAt, lastSeenAt: since, browser: null, network: null },
  ],
  events: [
    {
      name: 'signed-in',
      actor: 'account',
      occurredAt: since,
      browser: here.browser,
      network: here.network,
      institutionName: 'Comune di Test',
    },
    {
      name: 'failed-sign-ins',
      actor: 'portal',
      occurredAt: since,
      browser: 'Chrome su Linux',
      network: '203.0.113.x',
      institutionName: 'Comune di Roccaverde',
    },
    {
      name: 'password-changed',
      actor: 'account',
      occurredAt: registeredAt,
      browser: here.browser,
      network: here.network,
      institutionName: 'Comune di Test',
    },
    {
      name: 'fiscal-code-proven',
      actor: 'Anna Verdi',
      occurredAt: registeredAt,
      browser: null,
      network: null,
      institutionName: 'Comune di Test',
    },
  ],
  haveJustBeenClosed: false,
}

const consents = [
  { kind: 'privacy', version: '2', givenAt: registeredAt, revokedAt: null },
  { kind: 'terms', version: '1', givenAt: registeredAt, revokedAt: null },
] as const

const prove = { frame: elsewhere, now, fiscalCode: giulia.fiscalCode }
const open = { kind: 'open', letter: undefined, code: '', error: undefined, isTooOften: false } as const
const printed = {
  status: 'printed',
  askedAt: registeredAt,
  expiresAt: now.add({ hours: 24 * 40 }),
  triesLeft: 4,
} as const
const adding: AddPositionPageProps = {
  frame: elsewhere,
  values: { fiscalCode: giulia.fiscalCode, noticeNumber: '' },
  errors: {},
  problem: undefined,
}

export const profileStates = {
  profilo: <ProfilePage frame={frame} profile={giulia} countryName="Italia" done={undefined} />,
  'profilo-azienda': <ProfilePage frame={elsewhere} profile={company} countryName="Italia" done="password" />,
  'profilo-recapiti-cambiati': <ProfilePage frame={frame} profile={giulia} countryName="Italia" done="contacts" />,
  'cambia-recapiti': <ChangeContactsPage frame={frame} owner={giulia} values={giulia} errors={{}} />,
  'cambia-recapiti-errori': (
    <ChangeContactsPage
      frame={elsewhere}
      owner={company}
      values={{ streetAddress: '', country: 'IT', city: long.debtorName, province: 'Roma', postalCode: '1', phone: '' }}
      errors={{
        streetAddress: 'empty',
        city: 'too-long',
        province: 'wrong-form',
        postalCode: 'wrong-form',
        phone: 'empty',
      }}
    />
  ),
  'cambia-password': <ChangePasswordPage frame={frame} errors={{}} />,
  'cambia-password-errori': (
    <ChangePasswordPage
      frame={frame}
      errors={{ currentPassword: 'wrong', password: 'too-short', passwordRepeat: 'differs' }}
    />
  ),
  'cambia-password-troppi': <ChangePasswordPage frame={frame} errors={{ currentPassword: 'too-many' }} />,
  'cambia-email': <ChangeEmailPage frame={frame} email="" errors={{}} pending={undefined} />,
  'cambia-email-errori': (
    <ChangeEmailPage
      frame={frame}
      email="giulia@"
      errors={{ email: 'wrong-form', password: 'wrong' }}
      pending={undefined}
    />
  ),
  'cambia-email-attesa': (
    <ChangeEmailPage
      frame={frame}
      email=""
      errors={{}}
      pending={{ email: company.email, expiresAt: now.add({ minutes: 60 }) }}
    />
  ),
  'conferma-email': <ConfirmEmailPage frame={anonymous(test)} state={{ kind: 'ready', token: 'gettone' }} />,
  'conferma-email-fatta': <ConfirmEmailPage frame={frame} state={{ kind: 'done' }} />,
  'conferma-email-usata': <ConfirmEmailPage frame={anonymous(test)} state={{ kind: 'used' }} />,
  'conferma-email-scaduta': <ConfirmEmailPage frame={anonymous(test)} state={{ kind: 'expired' }} />,
  accessi: <AccessesPage {...accesses} />,
  'accessi-chiusi': <AccessesPage {...accesses} sessions={[here]} events={[]} haveJustBeenClosed />,
  'conferma-codice-fiscale': <ProvePage {...prove} state={{ ...open, letter: undefined }} />,
  'conferma-codice-fiscale-chiesta': (
    <ProvePage {...prove} state={{ ...open, letter: { status: 'asked', askedAt: since } }} />
  ),
  'conferma-codice-fiscale-codice': <ProvePage {...prove} state={{ ...open, letter: printed }} />,
  'conferma-codice-fiscale-sbagliato': (
    <ProvePage
      {...prove}
      state={{ ...open, letter: printed, code: 'K7P2M-9QX4', error: { kind: 'wrong', triesLeft: 3 } }}
    />
  ),
  'conferma-codice-fiscale-senza-indirizzo': (
    <ProvePage {...prove} state={{ ...open, letter: { status: 'undeliverable', askedAt: since }, isTooOften: true }} />
  ),
  'conferma-codice-fiscale-fatta': (
    <ProvePage {...prove} state={{ kind: 'proven', how: 'letter', provenAt: since, isNew: true }} />
  ),
  'conferma-codice-fiscale-prova': <ProvePage {...prove} frame={frame} state={{ kind: 'test' }} />,
  'conferma-codice-fiscale-no': <ProvePage {...prove} state={{ kind: 'not-here' }} />,
  'aggiungi-pratica': <AddPositionPage {...adding} />,
  'aggiungi-pratica-errori': (
    <AddPositionPage {...adding} errors={{ fiscalCode: 'wrong-check-character', noticeNumber: 'empty' }} />
  ),
  'aggiungi-pratica-non-trovata': <AddPositionPage {...adding} problem={{ kind: 'not-found' }} />,
  'aggiungi-pratica-troppe': <AddPositionPage {...adding} problem={{ kind: 'too-many' }} />,
  'scarica-dati': <OwnDataPage frame={frame} error={undefined} />,
  'scarica-dati-gia-fatto': <OwnDataPage frame={frame} error="too-often" />,
  'revoca-consenso': <RevokePage frame={frame} error={undefined} />,
  'revoca-consenso-errore': <RevokePage frame={frame} error="wrong" />,
  'account-chiuso': <AccountClosedPage frame={anonymous(test)} />,
  'mia-privacy': <MyPrivacyPage frame={frame} consents={consents} />,
}
