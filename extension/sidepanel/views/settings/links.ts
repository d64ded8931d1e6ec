/** Pages of Gumroad's own that we send people to. */

export const ADVANCED_SETTINGS = "https://gumroad.com/settings/advanced";
