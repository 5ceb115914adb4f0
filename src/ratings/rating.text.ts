import { ratingBoxText } from '../ui/rating.text.ts'
import type { Aspect, Stars } from './rating.ts'

/** The words of the questions and answers are those of the model for public services (C.SE.1.7), to the letter. */
export const ratingText = {
  title: 'Valuta il servizio',
  lead: 'Le tue risposte sono anonime: nessuno può collegarle a te o a un pagamento.',
  question: ratingBoxText.question,
  given: (stars: Stars) => `Hai dato ${ratingBoxText.stars(stars)} su 5.`,
  follow: {
    good: {
      question: 'Quali sono stati gli aspetti che hai preferito?',
      answers: {
        clear: 'Le indicazioni erano chiare',
        complete: 'Le indicazioni erano complete',
        sure: 'Capivo sempre che stavo procedendo correttamente',
        'no-trouble': 'Non ho avuto problemi tecnici',
        other: 'Altro',
      },
    },
    bad: {
      question: 'Dove hai incontrato le maggiori difficoltà?',
      answers: {
        unclear: 'A volte le indicazioni non erano chiare',
        incomplete: 'A volte le indicazioni non erano complete',
        unsure: 'A volte non capivo se stavo procedendo correttamente',
        trouble: 'Ho avuto problemi tecnici',
        other: 'Altro',
      },
    },
  },
  details: {
    question: 'Vuoi aggiungere altri dettagli?',
    label: 'Dettaglio',
    hint: 'Inserire massimo 200 caratteri. Non scrivere nomi, codici o altri dati personali.',
    tooLong: 'Il dettaglio può avere al massimo 200 caratteri',
  },
  submit: 'Invia la valutazione',
  thanks: {
    title: 'Grazie, il tuo parere ci aiuterà a migliorare il servizio',
    body: 'Se hai una domanda su un avviso o su un pagamento, scrivi all’ente: qui non possiamo risponderti.',
    search: 'Torna alla ricerca pratica',
  },
} as const

export function aspectText(aspect: Aspect): string {
  const words: Record<string, string> = { ...ratingText.follow.bad.answers, ...ratingText.follow.good.answers }
  return words[aspect]!
}
