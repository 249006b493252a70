/** AI Chat: a message is admitted by a hold, then settled by its tokens or voided (S5, S6, S15, D6). */
package com.wevion.credits.chat;
