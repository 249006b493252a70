package com.wevion.credits.signin;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.ProviderTokens;

/** A provider's grant when it signs a person in or confirms who the person is. */
record Grant(Identity person, ProviderTokens tokens) {}
