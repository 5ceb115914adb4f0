/** The letter with a code: to whom, the code in large, how it is used, until when. */
import { type Temporal, formatDay } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { LETTER_COLORS, startLetter } from '../platform/pdf/letter.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import type { Style } from '../platform/pdf/tagged-pdf.ts'
import { identityLetterText as text } from './identity-letter.text.ts'
import { type PostalAddress, formatLetterCode } from './proof.ts'

export type IdentityLetterDocument = {
  institution: Pick<Institution, 'name' | 'fiscalCode' | 'crestSvg' | 'environment'>
  address: PostalAddress
  code: string
  portalAddress: string
  printedAt: Temporal.Instant
  printedOn: Temporal.PlainDate
  expiresOn: Temporal.PlainDate
}

const STYLES = {
  text: { face: 'text', size: 11 },
  code: { face: 'textBold', size: 30 },
  muted: { face: 'text', size: 10, color: LETTER_COLORS.muted },
} as const satisfies Record<string, Style>

const LEADING = 16

export async function renderIdentityLetter(letter: IdentityLetterDocument, assets: PaperAssets = {}): Promise<Buffer> {
  const { institution, address, printedAt } = letter
  const paper = startLetter(
    {
      language: 'it',
      documentTitle: text.documentTitle,
      createdAt: printedAt,
      sender: {
        name: institution.name,
        lines: [text.fiscalCodeOf(institution.fiscalCode)],
        crestSvg: institution.crestSvg ?? undefined,
        crestDescription: text.crest(institution.name),
      },
      mark: { asset: 'pagopa', word: 'pagoPA' },
      title: text.title,
      footer: text.footer,
      page: text.page,
      testMark:
        institution.environment === 'test' ? { strip: text.testMark, watermark: text.testWatermark } : undefined,
    },
    assets,
  )
  const { flow, pdf } = paper
  pdf.group('Sect', () => {
    flow.facts(2, [
      { label: text.recipient, value: addressLines(address) },
      { label: text.day, value: [formatDay(letter.printedOn)] },
    ])
    flow.y += LEADING
    flow.paragraph(text.greeting, STYLES.text, LEADING)
    flow.paragraph(text.body(institution.name), STYLES.text, LEADING)
    flow.y += LEADING
    flow.paragraph(formatLetterCode(letter.code), STYLES.code, 40)
    flow.y += LEADING / 2
    flow.paragraph(`${text.expires} ${formatDay(letter.expiresOn)}.`, STYLES.text, LEADING)
  })
  pdf.group('Sect', () => {
    flow.heading(text.how)
    const steps = text.steps(letter.portalAddress).map((step, index) => ({ mark: `${index + 1}.`, text: step }))
    flow.list(steps, STYLES.text, LEADING)
  })
  pdf.group('Sect', () => {
    flow.heading(text.warningTitle)
    flow.paragraph(text.warning, STYLES.muted, LEADING)
  })
  return paper.finish()
}

function addressLines({ fullName, streetName, civicNumber, postalCode, city, province, country }: PostalAddress) {
  const place = [postalCode, city, province === null ? null : `(${province})`]
  const lines = [
    fullName,
    [streetName, civicNumber].filter((part) => part !== null).join(' '),
    place.filter((part) => part !== null).join(' '),
  ]
  return country === null || country === 'IT' ? lines : [...lines, country]
}
