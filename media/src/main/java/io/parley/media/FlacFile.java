package io.parley.media;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;
import org.jspecify.annotations.Nullable;

/**
 * FLAC (RFC 9639), decoded by jFLAC. It gets the format of the stream and the audio, and none of the other metadata: comments,
 * pictures and the like claim sizes that it allocates before it reads.
 */
final class FlacFile {
    private static final int MAGIC = 4;
    private static final int BLOCK_HEADER = 4;
    private static final int STREAM_INFO = 34;
    private static final int LAST_BLOCK = 0x80;

    private FlacFile() {}

    static AudioFiles.Raw decode(Path file, byte[] content) {
        FLACDecoder decoder = new FLACDecoder(new Content(withoutExtras(file, content)));
        try {
            StreamInfo info = info(decoder);
            if (info == null || info.getChannels() < 1 || info.getBitsPerSample() % 8 != 0) {
                throw new AudioFileException(file, "FLAC of another layout", "8, 16 or 24 bits a sample");
            }
            AudioFiles.checkRate(file, info.getSampleRate());
            return frames(file, decoder, info);
        } catch (IOException | RuntimeException e) {
            throw e instanceof AudioFileException told ? told : new AudioFileException(file, e);
        }
    }

    /** Magic, stream info (section 8.2) and frames; {@code content} begins with the magic. */
    private static byte[] withoutExtras(Path file, byte[] content) {
        int at = MAGIC;
        boolean last = false;
        while (!last && at + BLOCK_HEADER <= content.length) {
            last = (content[at] & LAST_BLOCK) != 0;
            int size = (content[at + 1] & 0xff) << 16 | (content[at + 2] & 0xff) << 8 | content[at + 3] & 0xff;
            boolean isInfo = (content[at] & ~LAST_BLOCK & 0xff) == 0 && size == STREAM_INFO;
            if (isInfo != (at == MAGIC)) {
                break;
            }
            at += BLOCK_HEADER + size;
        }
        if (!last || at > content.length) {
            throw new AudioFileException(file, "FLAC metadata that does not end", "one stream info, then the rest");
        }
        int head = MAGIC + BLOCK_HEADER + STREAM_INFO;
        byte[] plain = Arrays.copyOf(content, head + content.length - at);
        plain[MAGIC] = (byte) LAST_BLOCK;
        System.arraycopy(content, at, plain, head, content.length - at);
        return plain;
    }

    private static @Nullable StreamInfo info(FLACDecoder decoder) throws IOException {
        decoder.readMetadata();
        return decoder.getStreamInfo();
    }

    private static AudioFiles.Raw frames(Path file, FLACDecoder decoder, StreamInfo info) throws IOException {
        long limit = (long) AudioFiles.MAX_SECONDS * info.getSampleRate() * info.getChannels() + 1;
        short[] samples = new short[65_536];
        int count = 0;
        @Nullable ByteData buffer = null;
        Frame frame;
        while ((frame = next(decoder, info)) != null && count < limit) {
            buffer = decoder.decodeFrame(frame, buffer);
            int width = info.getBitsPerSample() / 8;
            int more = buffer.getLen() / width;
            if (count + more > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(2 * samples.length, count + more));
            }
            for (int i = 0; i < more; i++) {
                samples[count++] = sample(buffer.getData(), i * width, width);
            }
        }
        if (decoder.getBadFrames() > 0) {
            throw new AudioFileException(file, decoder.getBadFrames() + " broken frames", "sound FLAC");
        }
        return new AudioFiles.Raw(Arrays.copyOf(samples, count), info.getChannels(), info.getSampleRate());
    }

    /** Null at the end, where the decoder on its own would look for a frame for ever. */
    private static @Nullable Frame next(FLACDecoder decoder, StreamInfo info) throws IOException {
        boolean complete = info.getTotalSamples() > 0 && decoder.getSamplesDecoded() >= info.getTotalSamples();
        try {
            return complete ? null : decoder.readNextFrame();
        } catch (UncheckedIOException e) {
            return null;
        }
    }

    /** Ends by an exception that the decoder does not take for its own. */
    private static final class Content extends ByteArrayInputStream {
        Content(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            int count = super.read(to, offset, length);
            if (count < 0) {
                throw new UncheckedIOException(new EOFException("the file ends early"));
            }
            return count;
        }
    }

    /** Little-endian, signed; the upper 16 bits. Bytes are signed here too: jFLAC writes 8-bit samples as WAV would. */
    private static short sample(byte[] bytes, int at, int width) {
        return switch (width) {
            case 1 -> (short) ((bytes[at] & 0xff) - 128 << 8);
            case 2 -> (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
            default -> (short) (bytes[at + width - 2] & 0xff | bytes[at + width - 1] << 8);
        };
    }
}
