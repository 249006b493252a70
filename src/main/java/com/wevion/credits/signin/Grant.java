package com.wevion.credits.signin;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.ProviderTokens;

/** What a provider grants when it signs somebody in, or says once more who it is. */
record Grant(Identity person, ProviderTokens tokens) {}
