/** Uploads over HTTP. */
@NullMarked
package org.anamnesis.record.upload.web;

import org.jspecify.annotations.NullMarked;
