/** What is asked of the threads that print, and how it reaches them: days and instants do not survive a copy. */
import { Temporal } from '../core/time.ts'
import type { ManualDocument } from '../manual/manual-document.ts'
import type { NoticeDocument, NoticeRemarks } from '../notices/notice-document.ts'
import type { ReceiptDocument, ReceiptLanguage } from '../receipts/receipt-document.ts'
import type { StatementDocument } from '../receipts/statement-document.ts'

export type PrintOrder =
  | { kind: 'notices'; notices: readonly NoticeDocument[] }
  /** Straight into a file: for more than should be held at once. */
  | { kind: 'notices-to-file'; notices: readonly NoticeDocument[]; file: string }
  | { kind: 'receipt'; receipt: ReceiptDocument; language: ReceiptLanguage }
  | { kind: 'statement'; statement: StatementDocument }
  | { kind: 'manual'; manual: ManualDocument }

/** What each thread is told when it starts. */
export type PrintSetting = { assetsFolder: string | undefined }

/** The bytes are none where the paper went into a file. */
export type Printed = { pdf: Uint8Array; remarks: NoticeRemarks[] }

/** Each crest once, however many notices carry it; then the order, with days and instants marked as what they are. */
type Packed = [crests: string[], order: string]

export function packOrder(order: PrintOrder): string {
  const crests: string[] = []
  const text = JSON.stringify(order, function mark(this: Record<string, unknown>, key: string, value: unknown) {
    // By the time it comes here as `value` it has become a text.
    const original = this[key]
    if (original instanceof Temporal.PlainDate) return { $day: original.toString() }
    if (original instanceof Temporal.Instant) return { $instant: original.toString() }
    if (key === 'crestSvg' && typeof value === 'string') return { $crest: placeIn(crests, value) }
    return value
  })
  return JSON.stringify([crests, text] satisfies Packed)
}

export function unpackOrder(packed: string): PrintOrder {
  const [crests, text] = JSON.parse(packed) as Packed
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('$day' in value) return Temporal.PlainDate.from(String(value.$day))
    if ('$instant' in value) return Temporal.Instant.from(String(value.$instant))
    if ('$crest' in value) return crests[Number(value.$crest)]
    return value
  }) as PrintOrder
}

function placeIn(crests: string[], crest: string): number {
  const known = crests.indexOf(crest)
  return known === -1 ? crests.push(crest) - 1 : known
}
