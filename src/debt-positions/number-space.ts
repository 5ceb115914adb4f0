/** The notice numbers that are an institution's own, by the codes that its stations have with pagoPA. */
import type { NoticeNumber } from '../core/notice-number.ts'

export type NumberSpace = {
  /** For aux digit 3. New numbers take the first. */
  segregationCodes: readonly string[]
  /** For aux digit 0: numbers from before, which are only read. */
  applicationCodes: readonly string[]
}

/** Another number would lead the Node to another station, and the payment to nobody. */
export function isInSpace(space: NumberSpace, noticeNumber: NoticeNumber): boolean {
  const code = noticeNumber.slice(1, 3)
  if (noticeNumber.startsWith('3')) return space.segregationCodes.includes(code)
  return noticeNumber.startsWith('0') && space.applicationCodes.includes(code)
}
