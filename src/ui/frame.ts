/** What every page needs besides its own data: whose page it is, who reads it, and the token of its forms. */

export type InstitutionFrame = {
  code: string
  name: string
  officeName: string | null
  regionName: string | null
  isTest: boolean
  hasCrest: boolean
  /** Changes with the colours, so that the style sheet can be cached for ever. */
  themeVersion: string
  allowsGuestPayment: boolean
  /** Whether there is any service to pay of one's own accord. */
  opensServices: boolean
  /** Whether a natural person may register here with e-mail and password. */
  allowsLocalRegistration: boolean
  streetAddress: string | null
  websiteUrl: string | null
  phone: string | null
  email: string | null
  certifiedEmail: string | null
  openingHours: string | null
  privacyUrl: string | null
  accessibilityUrl: string | null
  legalNotesUrl: string | null
  appointmentUrl: string | null
}

export type ViewerFrame = { name: string; email: string }

export type Section =
  | 'search'
  | 'receipt'
  | 'positions'
  | 'services'
  | 'history'
  | 'paid-but-missing'
  | 'cart'
  | 'help'
  | 'account'

export type Frame = {
  /** Absent on the pages of the whole installation (the chooser of enti). */
  institution: InstitutionFrame | undefined
  viewer: ViewerFrame | undefined
  /** Goes into every form as the hidden field `_csrf`. */
  csrfToken: string
  /** How many notices the viewer has to pay here, for the navigation; absent when not signed in. */
  dueCount: number | undefined
  /** How many notices are in the cart, of whichever ente; 0 where nobody knows. */
  cartCount: number
  /** How long the viewer stays signed in without doing anything, so that the page can warn in time. */
  sessionSecondsLeft: number | undefined
}

/** The pages of one institution: all but the chooser. */
export type PortalFrame = Frame & { institution: InstitutionFrame }

/** Pages that only somebody signed in reads. */
export type PersonalFrame = PortalFrame & { viewer: ViewerFrame }
