package dev.atelier.archive;

import dev.atelier.archive.Phases.RunWork;
import dev.atelier.archive.evidence.Manifests;
import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down what a run has found and archived, and removes what it left unfinished. */
@Component
class FinishRunHandler implements JobHandler<RunWork> {

  private static final Logger LOG = LoggerFactory.getLogger(FinishRunHandler.class);

  private final RunRepository runs;
  private final FindingRepository findings;
  private final Manifests manifests;
  private final ArchiveRoot root;
  private final Phases phases;

  FinishRunHandler(
      RunRepository runs,
      FindingRepository findings,
      Manifests manifests,
      ArchiveRoot root,
      Phases phases) {
    this.runs = runs;
    this.findings = findings;
    this.manifests = manifests;
    this.root = root;
    this.phases = phases;
  }

  @Override
  public String queue() {
    return phases.finishQueue();
  }

  @Override
  public Class<RunWork> inputType() {
    return RunWork.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.PerNode(1);
  }

  @Override
  public Outcome run(Work<RunWork> work) {
    Run run = runs.find(work.input().id()).orElseThrow();
    if (run.dryRun()) {
      return new Outcome.Done("counted");
    }
    if (run.listsObjects() && run.since() == null) {
      findings.insertAboutObjects(run);
    }
    findings.insertDuplicates(run);
    try {
      Manifests.Written written = manifests.write(run.id().value());
      int swept = root.sweepPartials();
      LOG.info(
          "Run {} has a manifest of {} files; {} unfinished copies were removed",
          run.id(),
          written.files(),
          swept);
      return new Outcome.Done(
          "written", () -> runs.hasManifest(run.id(), written.sha256(), written.files()));
    } catch (IOException e) {
      LOG.error("The evidence of run {} cannot be written; it is tried again", run.id(), e);
      throw ProviderException.unavailable(
          "storage_failed", "The manifest could not be written to the archive", e);
    }
  }
}
