import type { Cents } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'

/** What somebody who tries the demo needs to find a notice and pay it. */
export type PayableNotice = { noticeNumber: NoticeNumber; amount: Cents; fiscalCode: string; service: string }
