package com.wevion.credits.invoice;

/** The report that is written beside a file of the inbox. */
sealed interface FileReport permits ImportView, MisplacedFile {}
