package dev.atelier.campaigns;

import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.ProviderException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes one half of a post. One queue for both, as one limit holds for all calls to the provider,
 * and one pause when it asks to wait.
 */
@Component
class MakePartHandler implements JobHandler<PartWork> {

  static final String QUEUE = "campaigns.make";

  private static final long PATIENCE_MILLIS = 100;

  private final BriefRepository briefs;
  private final CaptionMaker captions;
  private final ImageMaker images;
  private final CampaignProperties properties;

  MakePartHandler(
      BriefRepository briefs,
      CaptionMaker captions,
      ImageMaker images,
      CampaignProperties properties) {
    this.briefs = briefs;
    this.captions = captions;
    this.images = images;
    this.properties = properties;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public Class<PartWork> inputType() {
    return PartWork.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.InAll(properties.calls());
  }

  @Override
  public Outcome run(Work<PartWork> work) throws InterruptedException {
    PartWork part = work.input();
    Brief brief =
        briefs
            .find(part.post(), part.part(), work.item())
            .orElseThrow(() -> ProviderException.rejected("post_gone", "The post was removed"));
    if (!part.redo() && !brief.pending()) {
      return new Outcome.Done(new PartResult(null));
    }
    @Nullable Outcome made =
        switch (part.part()) {
          case CAPTION -> captions.make(work, brief);
          case IMAGE -> images.make(work, brief);
        };
    if (made != null) {
      return made;
    }
    // Back to the queue: it comes again when calls under way have been settled, or, where the batch
    // is being stopped, is cancelled there.
    Thread.sleep(PATIENCE_MILLIS);
    return new Outcome.MoveTo(QUEUE);
  }
}
