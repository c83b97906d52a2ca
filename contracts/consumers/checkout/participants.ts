// Who the checkout is, and with whom its pacts are.

export const CHECKOUT = { consumer: 'checkout-web', provider: 'identification-api' } as const;
