import { RatingPage } from '../../src/ratings/rating.page.tsx'
import { anonymous, roccaverde, signedIn, test } from './data.ts'

const frame = anonymous(roccaverde)
const ratingToken = 'A'.repeat(43)
const question = { kind: 'question', ratingToken, aspect: '', details: '', isTooLong: false } as const

export const ratingStates = {
  valutazione: <RatingPage frame={frame} state={{ kind: 'stars', journey: 'portal', ratingToken, hasError: false }} />,
  'valutazione-senza-stelle': (
    <RatingPage frame={signedIn(test)} state={{ kind: 'stars', journey: 'payment', ratingToken, hasError: true }} />
  ),
  'valutazione-buona': <RatingPage frame={frame} state={{ ...question, stars: 5 }} />,
  'valutazione-cattiva': <RatingPage frame={frame} state={{ ...question, stars: 1, aspect: 'unsure' }} />,
  'valutazione-troppo-lunga': (
    <RatingPage
      frame={frame}
      state={{ ...question, stars: 3, aspect: 'other', details: 'molto '.repeat(40), isTooLong: true }}
    />
  ),
  'valutazione-fatta': <RatingPage frame={frame} state={{ kind: 'thanks' }} />,
}
