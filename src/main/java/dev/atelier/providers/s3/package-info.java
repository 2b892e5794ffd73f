/** Keeps objects in a bucket of S3, or of anything that speaks its protocol. */
@NullMarked
package dev.atelier.providers.s3;

import org.jspecify.annotations.NullMarked;
