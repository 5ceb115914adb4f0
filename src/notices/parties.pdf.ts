/** Who is paid and who has to pay, side by side. */
import { linesOfText, paragraph, textEndingAt } from '../platform/pdf/text-blocks.ts'
import { INFO_SEPARATOR } from './notice-document.ts'
import { BAND, COLUMNS, PARTIES } from './notice-geometry.ts'
import { STYLES, type Sheet, knownFiscalCode, noteCut, paintHalfBands, paintTitle } from './notice-sheet.pdf.ts'

/** Returns the baseline of its last line. */
export function paintParties(sheet: Sheet, top: number): number {
  const { pdf, notice } = sheet
  let end = top + PARTIES.leastEnd
  paintHalfBands(sheet, top)
  pdf.group('Sect', () => {
    paintTitle(sheet, 'H2', ({ payee }) => payee, { x: COLUMNS.left, y: top + BAND.title })
    const code = { x: COLUMNS.leftEnd, y: top + BAND.code }
    textEndingAt(pdf, 'P', notice.institution.fiscalCode, code, STYLES.bandCode)
    end = Math.max(end, paintPayee(sheet, top))
  })
  pdf.group('Sect', () => {
    paintTitle(sheet, 'H2', ({ recipient }) => recipient, { x: COLUMNS.right, y: top + BAND.title })
    const fiscalCode = knownFiscalCode(notice.debtor)
    if (fiscalCode !== undefined) {
      textEndingAt(pdf, 'P', fiscalCode, { x: COLUMNS.rightEnd, y: top + BAND.code }, STYLES.bandCode)
    }
    end = Math.max(end, paintRecipient(sheet, top))
  })
  return end
}

function paintPayee(sheet: Sheet, top: number): number {
  const { pdf } = sheet
  const { name, infoLines } = sheet.notice.institution
  const x = COLUMNS.left
  const nameY = top + PARTIES.name.payee
  const setName = paragraph(pdf, 'P', name, { x, y: nameY, ...PARTIES.name.block, style: STYLES.name })
  noteCut(sheet, 'institution.name', setName)
  const afterName = setName.end + (setName.end > nameY ? PARTIES.afterName.more : PARTIES.afterName.oneLine)
  const end = paintOffice(sheet, afterName) ?? setName.end
  if (infoLines.length === 0) return end
  const y = end > afterName ? end + PARTIES.afterOffice.more : afterName + PARTIES.afterOffice.oneLine
  const block = { x, y, ...PARTIES.infoLines, style: STYLES.body }
  const setInfoLines = paragraph(pdf, 'P', infoLines.join(INFO_SEPARATOR), block)
  noteCut(sheet, 'institution.infoLines', setInfoLines)
  return setInfoLines.end
}

function paintOffice(sheet: Sheet, y: number): number | undefined {
  const { pdf, notice } = sheet
  const { officeName } = notice.institution
  if (!officeName) return undefined
  const x = COLUMNS.left
  const setOffice = paragraph(pdf, 'P', officeName, { x, y, ...PARTIES.office, style: STYLES.second })
  noteCut(sheet, 'institution.officeName', setOffice)
  const { second } = notice
  if (!second?.officeName) return setOffice.end
  const block = { x, y: setOffice.end + PARTIES.toSecondOffice, width: PARTIES.office.width, leading: 10, maxLines: 1 }
  const setSecond = paragraph(pdf, 'P', second.officeName, { ...block, style: STYLES.other, language: second.language })
  noteCut(sheet, 'second.officeName', setSecond)
  return setSecond.end
}

function paintRecipient(sheet: Sheet, top: number): number {
  const { pdf } = sheet
  const { fullName, address } = sheet.notice.debtor
  const x = COLUMNS.right
  const nameY = top + PARTIES.name.recipient
  const setName = paragraph(pdf, 'P', fullName, { x, y: nameY, ...PARTIES.name.block, style: STYLES.name })
  noteCut(sheet, 'debtor.fullName', setName)
  if (!address) return setName.end
  const y = setName.end + (setName.end > nameY ? PARTIES.afterName.more : PARTIES.afterName.oneLine)
  const block = { x, y, ...PARTIES.address, style: STYLES.second }
  const setAddress = linesOfText(pdf, 'P', address.split('\n'), block)
  noteCut(sheet, 'debtor.address', setAddress)
  return setAddress.end
}
