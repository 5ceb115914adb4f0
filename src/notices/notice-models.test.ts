import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PlacedRun, readPdf } from '../../tests/support/read-pdf.ts'
import { pagopaFile } from '../../tests/support/pagopa-files.ts'
import {
  inTwoLanguages,
  sampleFine,
  sampleNotice,
  samplePlan,
  samplePostal,
} from '../../tests/support/sample-papers.ts'
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { formatDay } from '../core/time.ts'
import { type Asked, type NoticeDocument, payablesOf } from './notice-document.ts'
import { renderNotice } from './notice.pdf.ts'

/** As short as what stands in the models, so that every module has the height that they have. */
const modelNotice: NoticeDocument = {
  ...sampleNotice,
  institution: { ...sampleNotice.institution, name: 'Comune di Test', infoLines: ['Tel. 0461 000000'] },
  debtor: { ...sampleNotice.debtor, address: 'Via dei Castagni 12' },
}

/** The words of a model and ours in their place; `\d` in a placeholder counts the instalments. */
function wordsOf({ institution, debtor, subject, second, asked }: NoticeDocument): Map<string, string[]> {
  const name = [institution.name]
  const cf = [institution.fiscalCode]
  const plan = asked.kind === 'plan' ? asked.installments : []
  const words = new Map<string, string[]>([
    ['Avviso.Oggetto', [subject]],
    ['<oggetto_del_pagamento>', [subject]],
    ['Ente.Nome', name],
    ['Ente.Settore', [institution.officeName!]],
    ['Ente.Info', [...institution.infoLines]],
    ['ENTE.CBILL', [institution.cbillCode!]],
    ['Destinatario.NomeCompleto', [debtor.fullName]],
    ['<nome_cognome_destinatario>', [debtor.fullName]],
    ['Destinatario.Indirizzo', [debtor.address!]],
    ['<numero_cc_postale>', [samplePostal.accountNumber.padStart(12, '0')]],
    ['<intestatario_conto_corrente_postale>', [samplePostal.holder]],
    ['<autorizzazione>', [samplePostal.authorization!]],
    ['AVVISO.CODICE', payablesOf(asked).map(({ noticeNumber }) => groupDigits(noticeNumber))],
    ['<codice_avviso>', payablesOf(asked).map(({ noticeNumber }) => groupDigits(noticeNumber))],
    ['78,55', ['78,55 Euro']],
    ['104,65', ['104,65 Euro']],
  ])
  plan.forEach(({ number, noticeNumber, amount, dueOn }) => {
    words.set(`AVVISO.RATE.${number}.CODICE`, [groupDigits(noticeNumber)])
    words.set(`AVVISO.RATE.${number}.IMPORTO`, [formatAmount(amount)])
    words.set(`AVVISO.RATE.${number}.DATA`, [formatDay(dueOn!)])
    words.set(`RATE.${number}.DATA`, [formatDay(dueOn!)])
    words.set(`<codice_avviso${number}>`, [groupDigits(noticeNumber)])
  })
  words.set(
    'IMPORTO',
    plan.map(({ amount }) => formatAmount(amount)),
  )
  words.set('ENTE.CF', cf)
  if (second?.subject) words.set('Avviso.Oggetto.EN', [second.subject])
  return words
}

/** Not measured: what stands against a right edge begins where its length wants, and texts that have changed since. */
const UNANCHORED =
  /^(ENTE\.CF|DESTINATARIO\.CF|<cf_ente>|Euro|Vai su|Avviso\.Importo|AVVISO\.IMPORTO|IMPORTO|Avviso\.Data)$/

/** Labels that stand against a right edge in one module, and not in another. */
const AT_THE_RIGHT =
  /^(Cod\. Fiscale Ente( Creditore)?|Rata (unica|\d) entro il.*|Se paghi .*|dalla notifica del verbale)$/

type Anchor = { text: string; x: number; y: number }

function anchorsOf(svg: string): Anchor[] {
  return [...svg.matchAll(/<tspan x="([\d.]+)" y="([\d.]+)">([^<]*)<\/tspan>/g)].map(([, x, y, text = '']) => ({
    text: text
      .replace(/&#x2019;/g, '’')
      .replace(/&#x3c;/gi, '<')
      .replace(/&#x3e;/gi, '>')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#xa0;/gi, ' ')
      .trim(),
    x: Number(x),
    y: Number(y),
  }))
}

type Measured = { anchors: number; farthest: number; what: string }

/** For each text of the model that we print as well: how far ours is from its place. */
function measure(
  svg: string,
  runs: readonly PlacedRun[],
  notice: NoticeDocument,
  flowing: readonly string[],
): Measured {
  const words = wordsOf(notice)
  const result: Measured = { anchors: 0, farthest: 0, what: '' }
  for (const { text, x, y } of anchorsOf(svg)) {
    if (text === '' || UNANCHORED.test(text) || AT_THE_RIGHT.test(text) || flowing.includes(text)) continue
    const ours = words.get(text) ?? [text]
    const distances = runs
      .filter((run) => ours.includes(run.text.trim()))
      .map((run) => Math.hypot(run.x - x, run.y - y))
    if (distances.length === 0) continue
    const distance = Math.min(...distances)
    result.anchors++
    if (distance > result.farthest) Object.assign(result, { farthest: distance, what: text })
  }
  return result
}

type Model = {
  file: string
  asked: Asked
  page?: number
  postal?: boolean
  second?: boolean
  /** At least so many of its texts are compared. */
  anchors: number
  /** Texts whose place follows from the length of others, or that we only repeat for the eye. */
  flowing?: readonly string[]
}

const single: Asked = sampleNotice.asked
const REPEATED = ['AVVISO DI PAGAMENTO', 'Avviso.Oggetto']

/** The model for many instalments begins without a notice for all of them. */
const MODELS: readonly Model[] = [
  { file: '2-rate', asked: samplePlan(2), anchors: 60 },
  { file: '3-rate', asked: samplePlan(3), anchors: 70, flowing: ['Ente.Nome'] },
  { file: '2-rate-poste', asked: samplePlan(2), page: 1, postal: true, anchors: 50, flowing: REPEATED },
  { file: '3-rate-poste', asked: samplePlan(3), page: 1, postal: true, anchors: 70, flowing: REPEATED },
  { file: 'cds', asked: sampleFine, anchors: 30 },
  { file: 'cds-poste-1', asked: sampleFine, postal: true, anchors: 30 },
  { file: 'cds-poste-2', asked: sampleFine, page: 1, postal: true, anchors: 30 },
  { file: 'molte-rate-page-1', asked: samplePlan(12, false), anchors: 50 },
  {
    file: 'molte-rate-next-pages',
    asked: samplePlan(12),
    page: 1,
    anchors: 60,
    flowing: [...REPEATED, 'Ente Creditore', 'Ente.Nome', 'Oggetto del pagamento'],
  },
  { file: 'second-language-2-rate', asked: single, second: true, anchors: 25 },
]

const hasModels = pagopaFile('notice-models/2-rate.svg') !== undefined

test(
  'everything stands within a point of the published models',
  { skip: !hasModels && 'set PAGOPA_CONTRACTS to the folder beside notice-models' },
  async (t) => {
    for (const { file, asked, page = 0, postal, second, anchors, flowing = [] } of MODELS) {
      const plain: NoticeDocument = { ...modelNotice, asked, postal: postal ? samplePostal : undefined }
      const notice = second ? withoutSite(inTwoLanguages(plain, 'en')) : plain
      const { runs } = readPdf(await renderNotice(notice))
      const svg = pagopaFile(`notice-models/${file}.svg`)!
      const onPage = runs.filter((run) => run.page === page)
      const measured = measure(svg, onPage, notice, flowing)
      const figures = `${file}: ${measured.anchors} anchors, farthest ${measured.farthest.toFixed(2)} pt (${measured.what})`
      t.diagnostic(figures)
      if (process.env['SHOW_DISTANCES']) process.stdout.write(`${figures}\n`)
      assert.ok(measured.anchors >= anchors, figures)
      assert.ok(measured.farthest <= 1, figures)
    }
  },
)

/** The model in two languages has the sentence without the institution's site, and no translated office. */
function withoutSite(notice: NoticeDocument): NoticeDocument {
  return { ...notice, second: notice.second && { ...notice.second, officeName: undefined } }
}
