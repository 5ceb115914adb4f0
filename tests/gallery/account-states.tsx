import { ActivatePage } from '../../src/accounts/activate.page.tsx'
import { ChallengePage, type ChallengePageProps } from '../../src/accounts/challenge.page.tsx'
import { LoginPage, type LoginPageProps } from '../../src/accounts/login.page.tsx'
import { NewPasswordPage } from '../../src/accounts/new-password.page.tsx'
import { RecoverPage } from '../../src/accounts/recover.page.tsx'
import { RegisterCodePage } from '../../src/accounts/register-code.page.tsx'
import { RegisterDetailsPage, emptyRegistration } from '../../src/accounts/register-details.page.tsx'
import { RegisteredPage } from '../../src/accounts/registered.page.tsx'
import { anonymous, roccaverde, test, union } from './data.ts'

const frame = anonymous(test)
const login: LoginPageProps = {
  frame,
  username: '',
  reason: undefined,
  problem: undefined,
  next: '/comune-di-test/pratiche',
  identityProviderUrl: undefined,
}
const email = 'giulia.bianchi@posta.example'
/** Unsigned and, with a prefix that no key has, without end: the page keeps working on it. */
const challenge: ChallengePageProps = {
  frame,
  next: '/comune-di-test/',
  challenge: {
    parameters: {
      algorithm: 'PBKDF2/SHA-256',
      nonce: '00112233445566778899aabbccddeeff',
      salt: 'ffeeddccbbaa99887766554433221100',
      cost: 5_000,
      keyLength: 32,
      keyPrefix: 'ffffffffffffffffffffffffffffffff',
    },
  },
  step: { kind: 'ask', email: '', error: undefined },
}

export const accountStates = {
  registrazione: <RegisterCodePage frame={frame} fiscalCode="" error={undefined} />,
  'registrazione-codice-sbagliato': (
    <RegisterCodePage frame={frame} fiscalCode="BNCGLI80A41H501A" error="wrong-check-character" />
  ),
  'registrazione-solo-aziende': <RegisterCodePage frame={frame} fiscalCode="BNCGLI80A41H501X" error="not-allowed" />,
  'registrazione-dati': (
    <RegisterDetailsPage frame={frame} entityType="F" values={emptyRegistration('BNCGLI80A41H501X')} errors={{}} />
  ),
  'registrazione-dati-azienda': (
    <RegisterDetailsPage
      frame={anonymous(roccaverde)}
      entityType="G"
      values={emptyRegistration('01234567897')}
      errors={{}}
    />
  ),
  'registrazione-dati-errori': (
    <RegisterDetailsPage
      frame={frame}
      entityType="F"
      values={{
        ...emptyRegistration('BNCGLI80A41H501X'),
        firstName: 'Giulia',
        email,
        username: 'giulia@posta.example',
        postalCode: '123',
        acceptsPrivacy: true,
      }}
      errors={{
        lastName: 'empty',
        streetAddress: 'empty',
        postalCode: 'wrong-form',
        username: 'differs',
        password: 'too-short',
        terms: 'empty',
      }}
    />
  ),
  'registrazione-fatto': <RegisteredPage frame={frame} email={email} />,
  attivazione: <ActivatePage frame={frame} ratingToken={'A'.repeat(43)} state={{ kind: 'ready', token: 'gettone' }} />,
  'attivazione-fatta': <ActivatePage frame={frame} ratingToken={'A'.repeat(43)} state={{ kind: 'done' }} />,
  'attivazione-usata': <ActivatePage frame={frame} ratingToken={'A'.repeat(43)} state={{ kind: 'used' }} />,
  'attivazione-scaduta': <ActivatePage frame={frame} ratingToken={'A'.repeat(43)} state={{ kind: 'expired' }} />,
  accesso: <LoginPage {...login} />,
  'accesso-spid': (
    <LoginPage {...login} frame={anonymous(roccaverde)} identityProviderUrl="https://accesso.example/spid" />
  ),
  'accesso-senza-registrazione': <LoginPage {...login} frame={anonymous(union)} reason="login-needed" />,
  'accesso-sessione-scaduta': <LoginPage {...login} username={email} reason="session-ended" />,
  'accesso-uscita': <LoginPage {...login} reason="signed-out" />,
  'accesso-password-cambiata': <LoginPage {...login} reason="password-changed" />,
  'accesso-vuoto': <LoginPage {...login} problem={{ kind: 'fields', username: 'empty', password: 'empty' }} />,
  'accesso-sbagliato': <LoginPage {...login} username={email} problem={{ kind: 'wrong' }} />,
  'accesso-rallentato': <LoginPage {...login} username={email} problem={{ kind: 'delayed', seconds: 8 }} />,
  recupero: <RecoverPage frame={frame} email="" error={undefined} isSent={false} />,
  'recupero-sbagliato': <RecoverPage frame={frame} email="giulia" error="wrong-form" isSent={false} />,
  'recupero-mandato': <RecoverPage frame={frame} email={email} error={undefined} isSent />,
  'nuova-password': <NewPasswordPage frame={frame} state={{ kind: 'ask', token: 'gettone', errors: {} }} />,
  'nuova-password-errori': (
    <NewPasswordPage
      frame={frame}
      state={{ kind: 'ask', token: 'gettone', errors: { password: 'too-common', passwordRepeat: 'differs' } }}
    />
  ),
  'nuova-password-fatta': <NewPasswordPage frame={frame} state={{ kind: 'done' }} />,
  'nuova-password-scaduta': <NewPasswordPage frame={frame} state={{ kind: 'expired' }} />,
  controllo: <ChallengePage {...challenge} />,
  'controllo-email-sbagliata': (
    <ChallengePage {...challenge} step={{ kind: 'ask', email: 'giulia', error: 'wrong-form' }} />
  ),
  'controllo-codice': <ChallengePage {...challenge} step={{ kind: 'code', email, error: undefined }} />,
  'controllo-codice-sbagliato': <ChallengePage {...challenge} step={{ kind: 'code', email, error: 'wrong' }} />,
}
