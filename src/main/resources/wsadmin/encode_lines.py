# Sent in front of every other script. Speaks ASCII lines "CNXOPS key=value value", values in percent form:
# every UTF-16 unit outside the plain set becomes %XXXX, an empty value is %%. Must run on Jython 2.1 and 2.7.
import sys

cnxops_plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/@,;:()[]{}$#+*?!&<>|~^"\''
cnxops_lines = [0]


def cnxops_encode(text):
    if text is None or len(text) == 0:
        return '%%'
    parts = []
    for char in text:
        code = ord(char)
        if code < 128 and cnxops_plain.find(char) >= 0:
            parts.append(str(char))
        elif code > 65535:
            code = code - 65536
            parts.append('%%%04X%%%04X' % (55296 + (code >> 10), 56320 + (code & 1023)))
        else:
            parts.append('%%%04X' % code)
    return ''.join(parts)


def cnxops_char(code):
    # 2.1 knows UTF-16 units only, 2.7 refuses half a pair
    try:
        return unichr(code)
    except:
        code = code - 65536
        return unichr(55296 + (code >> 10)) + unichr(56320 + (code & 1023))


def cnxops_decode(text):
    if text == '%%':
        return ''
    parts = []
    i = 0
    while i < len(text):
        if text[i] == '%':
            code = int(text[i + 1:i + 5], 16)
            i = i + 5
            if code >= 55296 and code < 56320 and text[i:i + 1] == '%':
                low = int(text[i + 1:i + 5], 16)
                code = 65536 + ((code - 55296) << 10) + low - 56320
                i = i + 5
            parts.append(cnxops_char(code))
        else:
            parts.append(text[i])
            i = i + 1
    return ''.join(parts)


def cnxops_print(key, values):
    encoded = []
    for value in values:
        encoded.append(cnxops_encode(value))
    cnxops_lines[0] = cnxops_lines[0] + 1
    print 'CNXOPS ' + key + '=' + ' '.join(encoded)


def cnxops_end():
    print 'CNXOPS end=' + str(cnxops_lines[0])


def cnxops_split(text):
    lines = []
    if text is None:
        return lines
    for line in text.split('\n'):
        line = line.strip()
        if len(line) > 0:
            lines.append(line)
    return lines


def cnxops_yes(name):
    if name is None or len(name) == 0:
        return 'false'
    return 'true'


def cnxops_error():
    return str(sys.exc_info()[0]) + ' ' + str(sys.exc_info()[1])
