import { readFileSync } from 'node:fs'
import { cents } from '../../src/core/money.ts'
import type { Iban } from '../../src/core/iban.ts'
import type { ServiceId } from '../../src/debt-positions/position-draft.ts'
import { compose } from '../../src/services/compose-position.ts'
import { FillInPage, type FillInPageProps, type FormDebtor, GonePage } from '../../src/services/fill-in.page.tsx'
import { type FormId, NOTHING_TYPED, type TypedForm } from '../../src/services/filled-form.ts'
import { type OpenService, type ServiceSummary, categoriesOf } from '../../src/services/open-service.ts'
import { AMOUNT, type FieldProblem, readForm } from '../../src/services/read-form.ts'
import { readServicesFile } from '../../src/services/services-file.ts'
import { ServicePage } from '../../src/services/service.page.tsx'
import { type Draft, ServicesPage } from '../../src/services/services.page.tsx'
import { SummaryPage } from '../../src/services/summary.page.tsx'
import { anonymous, now, roccaverde, signedIn, today, union } from './data.ts'

/** The services of the demo, as their ente declares them. */
const file = readServicesFile(
  JSON.parse(readFileSync(new URL('../../../demo/roccaverde/services.json', import.meta.url), 'utf8')),
)
if (file.outcome !== 'read') throw new Error(JSON.stringify(file.problems))

const open: OpenService[] = file.file.services.flatMap((filed, index) =>
  filed.spontaneous === null
    ? []
    : {
        serviceId: index as ServiceId,
        code: filed.code,
        name: filed.name,
        hint: filed.hint,
        transferCategory: filed.transferCategory,
        iban: filed.iban as Iban,
        postalIban: filed.postalIban as Iban | null,
        form: filed.spontaneous,
      },
)

function service(code: string): OpenService {
  return open.find((one) => one.code === code)!
}

const summaries: ServiceSummary[] = open.map(({ code, name, form }) => ({
  code,
  name,
  category: form.category,
  summary: form.summary,
  access: form.access,
}))

const drafts: Draft[] = [
  { formId: 'bozza-1' as FormId, serviceCode: 'mensa', serviceName: 'Mensa scolastica', changedAt: now },
  {
    formId: 'bozza-2' as FormId,
    serviceCode: 'passi-carrabili',
    serviceName: 'Passi carrabili',
    changedAt: now.subtract({ hours: 50 }),
  },
]

const guest = anonymous(roccaverde)
const own = signedIn(roccaverde)

const account: FormDebtor = {
  kind: 'account',
  name: 'Giulia Bianchi',
  fiscalCode: 'BNCGLI85D41H501B',
  email: 'giulia.bianchi@posta.example',
  address: 'Via dei Platani 3, 00000 Roccaverde (RV)',
}

function typed(texts: Record<string, string | string[]>, rest: Partial<TypedForm> = {}): TypedForm {
  return { ...NOTHING_TYPED, texts: new Map(Object.entries(texts).map(([name, one]) => [name, [one].flat()])), ...rest }
}

const form: Omit<FillInPageProps, 'service'> = {
  frame: own,
  formId: 'bozza-1' as FormId,
  debtor: account,
  typed: NOTHING_TYPED,
  problems: new Map(),
  today: today.toString(),
}

const driveway = typed(
  { indirizzo: 'Via dei Platani 3', larghezza: '3,50', cartello: 'yes', note: 'Il cancello è\ndi fronte alla scuola.' },
  { files: new Map([['planimetria', { fileName: 'planimetria.pdf', type: 'pdf', bytes: 348_211 }]]) },
)
const tari = typed({ versamento: 'acconto', anno: '2026', indirizzo: 'Via dei Platani 3' }, { amount: '100,00' })

function composed(code: string, answers: TypedForm) {
  const reading = readForm(service(code).form, answers, today.toString())
  if (reading.outcome !== 'read') throw new Error(`${code} is not filled in`)
  return compose(service(code).form, reading, { fiscalCode: '99000100018', name: roccaverde.name }, today)
}

const summary = {
  shown: 'impronta',
  frame: own,
  formId: 'bozza-1' as FormId,
  debtor: { name: account.name, fiscalCode: account.fiscalCode, email: account.email },
}

const problems = (entries: [string, FieldProblem][]) => new Map(entries)

export const serviceStates = {
  servizi: <ServicesPage frame={own} query="" categories={categoriesOf(summaries, '')} drafts={[]} isDropped={false} />,
  'servizi-ospite': (
    <ServicesPage
      frame={guest}
      query=""
      categories={categoriesOf(summaries, '')}
      drafts={drafts.slice(0, 1)}
      isDropped={false}
    />
  ),
  'servizi-bozze': (
    <ServicesPage frame={own} query="" categories={categoriesOf(summaries, '')} drafts={drafts} isDropped />
  ),
  'servizi-cercati': (
    <ServicesPage
      frame={own}
      query="scuola"
      categories={categoriesOf(summaries, 'scuola')}
      drafts={[]}
      isDropped={false}
    />
  ),
  'servizi-non-trovati': <ServicesPage frame={own} query="piscina" categories={[]} drafts={[]} isDropped={false} />,
  'servizi-nessuno': <ServicesPage frame={signedIn(union)} query="" categories={[]} drafts={[]} isDropped={false} />,
  servizio: <ServicePage frame={own} service={service('mensa')} mayFillIn />,
  'servizio-ospite': <ServicePage frame={guest} service={service('mensa')} mayFillIn={false} />,
  'servizio-per-tutti': <ServicePage frame={guest} service={service('sanzioni')} mayFillIn />,
  compila: <FillInPage {...form} service={service('passi-carrabili')} />,
  'compila-bozza': <FillInPage {...form} service={service('passi-carrabili')} typed={driveway} news="kept" />,
  'compila-scelte': <FillInPage {...form} service={service('diritti-segreteria')} isNothingToPay />,
  'compila-scelte-errori': (
    <FillInPage {...form} service={service('diritti-segreteria')} problems={problems([['certificati', 'empty']])} />
  ),
  'compila-errori': (
    <FillInPage
      {...form}
      service={service('passi-carrabili')}
      typed={typed({ indirizzo: '', larghezza: '31' })}
      problems={problems([
        ['indirizzo', 'empty'],
        ['larghezza', 'too-large'],
        ['cartello', 'empty'],
        ['planimetria', 'wrong-kind'],
      ])}
    />
  ),
  'compila-ospite': (
    <FillInPage {...form} frame={guest} debtor={{ kind: 'guest', problems: {} }} service={service('sanzioni')} />
  ),
  'compila-ospite-errori': (
    <FillInPage
      {...form}
      frame={guest}
      debtor={{ kind: 'guest', problems: { fullName: 'empty', fiscalCode: 'wrong-length', email: 'wrong-form' } }}
      service={service('sanzioni')}
      typed={typed(
        { verbale: 'A/1', data: '2027-01-01', targa: '?' },
        { amount: '1', debtor: { fullName: '', fiscalCode: 'RSS', email: 'giulia' } },
      )}
      problems={problems([
        ['data', 'too-late'],
        ['targa', 'wrong-form'],
        [AMOUNT, 'too-small'],
      ])}
      news="limited"
    />
  ),
  'compila-finita': <GonePage frame={own} service={service('mensa')} />,
  riepilogo: (
    <SummaryPage {...summary} service={service('passi-carrabili')} composed={composed('passi-carrabili', driveway)} />
  ),
  'riepilogo-quote': (
    <SummaryPage {...summary} service={service('tari')} composed={composed('tari', tari)} news="changed" />
  ),
  'riepilogo-troppe': (
    <SummaryPage
      {...summary}
      service={service('tari')}
      composed={{ ...composed('tari', tari), amount: cents(99_999_999_999) }}
      news="limited"
    />
  ),
}
