/** The personal data of people, and its erasure. The books, their hashes and the audit log stay whole: they know people by their ids. */
package com.wevion.credits.privacy;
