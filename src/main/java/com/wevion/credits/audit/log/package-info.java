/** The audit log as it is read: pages and files for operators, and for the owner of a team what was done to it. */
package com.wevion.credits.audit.log;
