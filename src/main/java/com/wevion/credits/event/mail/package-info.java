/** Mails: people choose what they are told of and confirm their addresses; each address gets a digest an hour at most. */
package com.wevion.credits.event.mail;
