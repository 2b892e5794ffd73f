package dev.atelier.posters;

import dev.atelier.jobs.Batch;

/** A run and how far it is. */
record RunStatus(PosterRun run, Batch batch, Batch.Progress progress) {}
