/** Rules of the house that a machine can check. */
package com.wevion.credits.architecture;
