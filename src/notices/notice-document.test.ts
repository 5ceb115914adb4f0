import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sampleNotice, samplePayable, samplePlan, samplePostal } from '../../tests/support/sample-papers.ts'
import { cents } from '../core/money.ts'
import { lengthInCharacters } from '../core/printable-text.ts'
import { NOTICE_LIMITS, type NoticeDocument, postalSectionOf, withinLimits } from './notice-document.ts'

const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }))

function noticeWith(text: string): NoticeDocument {
  return {
    ...sampleNotice,
    subject: text,
    institution: { ...sampleNotice.institution, name: text, officeName: text, infoLines: [text, text] },
    debtor: { ...sampleNotice.debtor, fullName: text, address: `${text}\n${text}` },
    postal: { ...samplePostal, holder: text },
  }
}

test('a notice within the limits is printed as it is', () => {
  const { notice, cuts } = withinLimits({ ...sampleNotice, postal: samplePostal })
  assert.deepEqual(cuts, [])
  assert.deepEqual(notice, { ...sampleNotice, postal: samplePostal })
})

test('no field passes its limit, and every cut is named', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { notice, cuts } = withinLimits(noticeWith(text))
      const printed = {
        'institution.name': notice.institution.name,
        'institution.officeName': notice.institution.officeName ?? '',
        'institution.infoLines': notice.institution.infoLines.join(' · '),
        'debtor.fullName': notice.debtor.fullName,
        'debtor.address': notice.debtor.address ?? '',
        subject: notice.subject,
        'postal.holder': notice.postal?.holder ?? '',
      }
      for (const [field, shown] of Object.entries(printed)) {
        const limit = NOTICE_LIMITS[field as keyof typeof printed]
        assert.ok(lengthInCharacters(shown) <= limit, field)
        const isCut = cuts.some((cut) => cut.field === field)
        if (field !== 'institution.infoLines') assert.equal(isCut, shown.endsWith('…') && !text.endsWith('…'), field)
      }
    }),
  )
})

test('information lines are kept whole or left out', () => {
  const infoLines = ['a'.repeat(60), 'b'.repeat(30), 'c'.repeat(30)]
  const institution = { ...sampleNotice.institution, infoLines }
  const { notice, cuts } = withinLimits({ ...sampleNotice, institution })
  assert.deepEqual(notice.institution.infoLines, infoLines.slice(0, 2))
  assert.deepEqual(cuts, [{ field: 'institution.infoLines', because: 'limit' }])
})

test('the slip needs an account and its authorization, and is left out for a named reason', () => {
  const reason = (postal: NoticeDocument['postal'], asked = samplePayable.amount) => {
    const section = postalSectionOf({ postal, asked: { kind: 'single', single: { ...samplePayable, amount: asked } } })
    return section.outcome === 'left-out' ? section.reason : section.outcome
  }
  assert.equal(reason(samplePostal), 'printed')
  assert.equal(reason(undefined), 'no-account')
  assert.equal(reason({ ...samplePostal, authorization: undefined }), 'no-authorization')
  assert.equal(reason({ ...samplePostal, authorization: ' ' }), 'no-authorization')
  assert.equal(reason({ ...samplePostal, accountNumber: '1234567890123' }), 'not-an-account-number')
  assert.equal(reason({ ...samplePostal, accountNumber: '12A' }), 'not-an-account-number')
  assert.equal(reason(samplePostal, cents(9_999_999_999)), 'printed')
  assert.equal(reason(samplePostal, cents(10_000_000_000)), 'amount-too-large')
  // A plan has a slip for each of its codes or none at all.
  const plan = samplePlan(2)
  assert.ok(plan.kind === 'plan')
  const tooMuch = { ...plan, single: { ...samplePayable, amount: cents(10_000_000_000) } }
  assert.equal(postalSectionOf({ postal: samplePostal, asked: tooMuch }).outcome, 'left-out')
})
