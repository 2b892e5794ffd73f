package dev.atelier.videos.generation;

import dev.atelier.jobs.JobHandler;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes one step with a video whenever its time has come: sends the prompt, asks how far it is, or
 * fetches it. In between nobody waits for it.
 */
@Component
class GenerateVideoHandler implements JobHandler<GenerateVideo> {

  static final String QUEUE = "videos.generate";

  private final GenerationRepository generations;
  private final Filming filming;
  private final GenerationProperties properties;

  GenerateVideoHandler(
      GenerationRepository generations, Filming filming, GenerationProperties properties) {
    this.generations = generations;
    this.filming = filming;
    this.properties = properties;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public Class<GenerateVideo> inputType() {
    return GenerateVideo.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.InAll(properties.workers());
  }

  @Override
  public Outcome run(Work<GenerateVideo> work) {
    Generation generation =
        generations.find(work.input().job()).filter(Generation::running).orElse(null);
    if (generation == null) {
      // Cancelled, or ended by somebody who asked in between.
      return new Outcome.Done(Map.of());
    }
    return switch (filming.advance(generation)) {
      case Filming.Next.Later(Duration pause) -> new Outcome.Again(pause);
      case Filming.Next.Over(Runnable ending) -> new Outcome.Done(Map.of(), ending);
    };
  }
}
