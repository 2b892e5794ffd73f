package dev.atelier.providers.sandbox;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures into an MP4 file that can be played before it is there whole: H.264 by the LGPL
 * build of FFmpeg, in this process. The same pictures always make the same file.
 *
 * <p>For one thread; to be closed.
 */
final class Mp4Film implements AutoCloseable {

  private static final int BITS_PER_SECOND = 1_800_000;

  private final int width;
  private final int height;
  private final AVRational frameTime;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVCodecContext codec;
  private final AVStream stream;
  private final AVFrame frame;
  private final AVPacket packet;
  private final SwsContext scale;
  private final IntPointer pixels;
  private final PointerPointer<IntPointer> planes;
  private final IntPointer strides;
  private long next;

  Mp4Film(Path file, int width, int height, int framesPerSecond) throws IOException {
    av_log_set_level(AV_LOG_ERROR);
    this.width = width;
    this.height = height;
    this.frameTime = new AVRational().num(1).den(framesPerSecond);
    // The name is needed again: the index moves to the front in a second pass over the file.
    check(
        avformat_alloc_output_context2(format, null, "mp4", file.toString()), "open the container");
    format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVCodec encoder = avcodec_find_encoder_by_name("libopenh264");
    if (encoder == null) {
      throw new IOException("This build of FFmpeg has no encoder for H.264");
    }
    codec = avcodec_alloc_context3(encoder);
    configure(framesPerSecond);
    check(avcodec_open2(codec, encoder, (AVDictionary) null), "open the encoder");
    stream = avformat_new_stream(format, null);
    stream.time_base(frameTime);
    check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe the stream");
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(width);
    frame.height(height);
    check(av_frame_get_buffer(frame, 0), "reserve a picture");
    packet = av_packet_alloc();
    scale =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_BGR0,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_POINT,
            null,
            null,
            (DoublePointer) null);
    pixels = new IntPointer((long) width * height);
    // Four planes are looked at, although there is one.
    planes = new PointerPointer<>(4);
    for (int i = 1; i < 4; i++) {
      planes.put(i, (Pointer) null);
    }
    planes.put(0, pixels);
    strides = new IntPointer(new int[] {width * 4, 0, 0, 0});
    open(file);
  }

  private void configure(int framesPerSecond) {
    codec.width(width);
    codec.height(height);
    codec.pix_fmt(AV_PIX_FMT_YUV420P);
    codec.time_base(frameTime);
    codec.framerate(new AVRational().num(framesPerSecond).den(1));
    codec.bit_rate(BITS_PER_SECOND);
    codec.gop_size(framesPerSecond * 2);
    // More threads would cut the pictures into other slices on other machines.
    codec.thread_count(1);
    codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  private void open(Path file) throws IOException {
    AVIOContext output = new AVIOContext(null);
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "open the file");
    format.pb(output);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "+faststart", 0);
    try {
      check(avformat_write_header(format, options), "write the header");
    } finally {
      av_dict_free(options);
    }
  }

  /** Appends a picture of {@link BufferedImage#TYPE_INT_RGB}. */
  void add(BufferedImage image) throws IOException {
    check(av_frame_make_writable(frame), "reserve a picture");
    pixels.put(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
    sws_scale(scale, planes, strides, 0, height, frame.data(), frame.linesize());
    frame.pts(next++);
    encode(frame);
  }

  /** Writes what is still in the encoder, and the index at the front. */
  void finish() throws IOException {
    encode(null);
    check(av_write_trailer(format), "finish the file");
  }

  private void encode(@Nullable AVFrame picture) throws IOException {
    check(avcodec_send_frame(codec, picture), "encode a picture");
    while (avcodec_receive_packet(codec, packet) >= 0) {
      // Without it the last picture would last no time at all.
      packet.duration(1);
      av_packet_rescale_ts(packet, frameTime, stream.time_base());
      packet.stream_index(stream.index());
      check(av_interleaved_write_frame(format, packet), "write a picture");
      av_packet_unref(packet);
    }
  }

  private static void check(int result, String what) throws IOException {
    if (result < 0) {
      throw new IOException("FFmpeg could not " + what + ": error " + result);
    }
  }

  @Override
  public void close() {
    if (format.pb() != null) {
      avio_closep(format.pb());
    }
    planes.close();
    strides.close();
    pixels.close();
    sws_freeContext(scale);
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(codec);
    avformat_free_context(format);
  }
}
